import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { type LocalServer, serveLocally } from "./local-server.ts";

export type StandInObject = { readonly key: string; readonly bytes: Uint8Array };

type Stored = StandInObject & { readonly etag: string };

const mostKeys = 1_000;

/**
 * A bucket for the demo: the two calls of S3 that a sync makes (ListObjectsV2 and GetObject), for one bucket whose content
 * does not change. It wants to see a signature, but does not check it, and listens on the loopback address only.
 */
export function startS3StandIn(bucket: string, objects: readonly StandInObject[]): Promise<LocalServer> {
  const sorted = objects.map(stored).sort((a, b) => (a.key < b.key ? -1 : 1));
  const byKey = new Map(sorted.map((object) => [object.key, object]));
  return serveLocally(async (request, response) => {
    const refuse = (status: number, code: string) =>
      void response.writeHead(status, { "content-type": "application/xml" }).end(errorXml(code));
    if (!isSigned(request)) return refuse(403, "AccessDenied");
    if (request.method !== "GET") return refuse(405, "MethodNotAllowed");
    const url = new URL(request.url ?? "/", "http://localhost");
    // Not the URL's own path: that one has resolved what looks like "..".
    const [, name, ...rest] = (request.url ?? "/").replace(/\?.*$/s, "").split("/").map(decodeURIComponent);
    if (name !== bucket) return refuse(404, "NoSuchBucket");
    const key = rest.join("/");
    if (key === "")
      return void response.writeHead(200, { "content-type": "application/xml" }).end(listXml(url, sorted));
    const object = byKey.get(key);
    if (!object) return refuse(404, "NoSuchKey");
    response.writeHead(200, { etag: object.etag, "content-length": object.bytes.length }).end(object.bytes);
  });
}

function stored(object: StandInObject): Stored {
  return { ...object, etag: `"${createHash("md5").update(object.bytes).digest("hex")}"` };
}

function isSigned({ headers }: IncomingMessage): boolean {
  return /^AWS4-HMAC-SHA256 Credential=[^,]+,.*Signature=[0-9a-f]{64}$/.test(headers.authorization ?? "");
}

function listXml(url: URL, sorted: readonly Stored[]): string {
  const prefix = url.searchParams.get("prefix") ?? "";
  const after = url.searchParams.get("continuation-token") ?? "";
  const size = Math.min(Number(url.searchParams.get("max-keys") ?? mostKeys), mostKeys);
  const encoded = url.searchParams.get("encoding-type") === "url";
  const found = sorted.filter(({ key }) => key.startsWith(prefix) && key > after);
  const shown = found.slice(0, size);
  const truncated = found.length > shown.length;
  const contents = shown.map(({ key, etag, bytes }) => {
    const name = escapeXml(encoded ? encodeURIComponent(key) : key);
    return `<Contents><Key>${name}</Key><ETag>${escapeXml(etag)}</ETag><Size>${bytes.length}</Size></Contents>`;
  });
  const token = truncated ? `<NextContinuationToken>${escapeXml(shown.at(-1)?.key ?? "")}</NextContinuationToken>` : "";
  const encoding = encoded ? "<EncodingType>url</EncodingType>" : "";
  return `<?xml version="1.0"?><ListBucketResult>${encoding}<KeyCount>${shown.length}</KeyCount><IsTruncated>${truncated}</IsTruncated>${token}${contents.join("")}</ListBucketResult>`;
}

function errorXml(code: string): string {
  return `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
