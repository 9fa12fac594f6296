import { createHash } from "node:crypto";
import { type LocalServer, serveLocally } from "./local-server.ts";

export type StandInObject = { readonly key: string; readonly bytes: Uint8Array };

const pageSize = 1_000;

/**
 * A bucket for the demo: the two calls of S3 that a sync makes (ListObjectsV2 and GetObject), for one bucket whose content
 * does not change. It takes any credentials and listens on the loopback address only.
 */
export function startS3StandIn(bucket: string, objects: readonly StandInObject[]): Promise<LocalServer> {
  const sorted = [...objects].sort((a, b) => (a.key < b.key ? -1 : 1));
  return serveLocally(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const [, name, ...rest] = url.pathname.split("/").map(decodeURIComponent);
    const key = rest.join("/");
    if (name !== bucket) return void response.writeHead(404).end(errorXml("NoSuchBucket"));
    if (key === "")
      return void response.writeHead(200, { "content-type": "application/xml" }).end(listXml(url, sorted));
    const object = sorted.find((candidate) => candidate.key === key);
    if (!object) return void response.writeHead(404).end(errorXml("NoSuchKey"));
    response.writeHead(200, { etag: etagOf(object), "content-length": object.bytes.length }).end(object.bytes);
  });
}

function listXml(url: URL, sorted: readonly StandInObject[]): string {
  const prefix = url.searchParams.get("prefix") ?? "";
  const after = url.searchParams.get("continuation-token") ?? "";
  const found = sorted.filter(({ key }) => key.startsWith(prefix) && key > after);
  const page = found.slice(0, pageSize);
  const truncated = found.length > page.length;
  const contents = page.map(
    (object) =>
      `<Contents><Key>${escapeXml(object.key)}</Key><ETag>${escapeXml(etagOf(object))}</ETag><Size>${object.bytes.length}</Size></Contents>`,
  );
  const token = truncated ? `<NextContinuationToken>${escapeXml(page.at(-1)?.key ?? "")}</NextContinuationToken>` : "";
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${truncated}</IsTruncated>${token}${contents.join("")}</ListBucketResult>`;
}

function etagOf({ bytes }: StandInObject): string {
  return `"${createHash("md5").update(bytes).digest("hex")}"`;
}

function errorXml(code: string): string {
  return `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
