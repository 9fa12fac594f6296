import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A bucket and a vector store that cost next to nothing, in a process of their own: `sync-server.ts FILES BYTES`. The content of
 * a file is made when it is asked for; what is uploaded is counted and thrown away. Tells the parent its port, and on each
 * message how many requests of each kind came since the last.
 */
const [, , files = "100", bytes = "1024"] = process.argv;
const content = Buffer.alloc(Number(bytes), "A line of Markdown that says nothing.\n");
const etag = `&quot;${createHash("md5").update(content).digest("hex")}&quot;`;
const keys = Array.from({ length: Number(files) }, (_, index) => `docs/note-${String(index).padStart(6, "0")}.md`);
const stores = new Map<string, string>();
let counts: Record<string, number> = {};

const server = createServer((request, response) => {
  const url = new URL(request.url ?? "/", "http://localhost");
  const parts = url.pathname.split("/").filter(Boolean);
  if (parts[0] === "v1") return vectorStores(request, response, parts.slice(1));
  request.resume();
  if (parts.length === 1) return list(url, response);
  counted("download");
  response.writeHead(200, { etag: '"x"', "content-length": content.length }).end(content);
});

function list(url: URL, response: ServerResponse): void {
  counted("list");
  const from = Number(url.searchParams.get("continuation-token") ?? 0);
  const page = keys.slice(from, from + 1_000);
  const next = from + page.length;
  const more = next < keys.length;
  const contents = page.map((key) => `<Contents><Key>${key}</Key><ETag>${etag}</ETag><Size>${bytes}</Size></Contents>`);
  response.writeHead(200, { "content-type": "application/xml" });
  response.end(
    `<?xml version="1.0"?><ListBucketResult><EncodingType>url</EncodingType><KeyCount>${page.length}</KeyCount><IsTruncated>${more}</IsTruncated>${more ? `<NextContinuationToken>${next}</NextContinuationToken>` : ""}${contents.join("")}</ListBucketResult>`,
  );
}

function vectorStores(request: IncomingMessage, response: ServerResponse, parts: readonly string[]): void {
  const body: Buffer[] = [];
  const isUpload = parts[0] === "files" && request.method === "POST";
  // An upload is taken off the line and not kept.
  request.on("data", (chunk: Buffer) => {
    if (!isUpload) body.push(chunk);
  });
  request.once("end", () => {
    const answer = answerOf(request.method ?? "GET", parts, Buffer.concat(body).toString());
    response.writeHead(answer ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify(answer ?? { error: { message: "There is no such thing here" } }));
  });
}

function answerOf(method: string, parts: readonly string[], body: string): object | undefined {
  const [area, id, more, moreId] = parts;
  const list = { object: "list", has_more: false, first_id: null, last_id: null };
  if (area === "files") {
    counted(method === "POST" ? "upload" : "files");
    return method === "POST" ? { id: `file-${randomUUID()}`, object: "file" } : { ...list, data: [] };
  }
  counted(more === "file_batches" ? (method === "POST" ? "attach" : "poll") : "stores");
  if (more === "file_batches") return batch(moreId ?? `vsfb-${randomUUID()}`);
  if (method === "POST" && id === undefined) {
    const made = { id: `vs_${randomUUID()}`, name: String(JSON.parse(body).name) };
    stores.set(made.id, made.name);
    return store(made.id);
  }
  return id === undefined ? { ...list, data: [...stores.keys()].map(store) } : stores.has(id) ? store(id) : undefined;
}

function store(id: string): object {
  return { id, name: stores.get(id), object: "vector_store", status: "completed", file_counts: {}, created_at: 1 };
}

/** Processed as soon as it is asked for. */
function batch(id: string): object {
  const counted = { in_progress: 0, completed: 1, failed: 0, cancelled: 0, total: 1 };
  return { id, object: "vector_store.file_batch", status: "completed", file_counts: counted };
}

function counted(kind: string): void {
  counts[kind] = (counts[kind] ?? 0) + 1;
}

process.on("message", () => {
  process.send?.({ counts });
  counts = {};
});
process.once("disconnect", () => process.exit(0));
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
