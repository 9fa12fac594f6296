import type { IncomingMessage, ServerResponse } from "node:http";
import { type LocalServer, readBody, serveLocally } from "./local-server.ts";

/** An uploaded file. */
export type StandInFile = {
  readonly id: string;
  readonly filename: string;
  readonly bytes: number;
  readonly content: Buffer;
  readonly created_at: number;
};

export type AttachedFile = { readonly fileId: string; readonly attributes: Readonly<Record<string, unknown>> };

/** Everything that the stand-in holds. */
export type StandInState = {
  readonly files: Map<string, StandInFile>;
  /** By store id. */
  readonly stores: Map<string, { readonly name: string; readonly files: Map<string, AttachedFile> }>;
};

export type StandInCall = { readonly method: string; readonly path: string };

/** What a test wants a call to end with, instead of its own answer. */
export type Fault =
  | { readonly kind: "status"; readonly status: number; readonly code?: string; readonly retryAfter?: string }
  /** The connection is cut before anything happens. */
  | { readonly kind: "reset" }
  /** It is carried out, but the answer is lost. */
  | { readonly kind: "lost-answer" };

export type OpenAiStandInOptions = {
  /** Only this key is accepted. Default: any. */
  readonly apiKey?: string;
  readonly fault?: (call: StandInCall) => Fault | undefined;
  /** Why the processing of a file fails; undefined when it works. */
  readonly processing?: (file: StandInFile) => string | undefined;
  /** Looks at a batch before it has ended. Default 1. */
  readonly pollsUntilDone?: number;
};

type Batch = {
  readonly storeId: string;
  readonly failed: Map<string, string>;
  readonly ids: readonly string[];
  polls: number;
};

export type OpenAiStandIn = LocalServer & { readonly state: StandInState; readonly calls: StandInCall[] };

type Answer = { readonly status: number; readonly body: unknown };

/**
 * A server of our own that speaks the part of OpenAI's published API that a sync uses: files, vector stores and file
 * batches that are processed after they were accepted. It keeps everything in memory.
 */
export async function startOpenAiStandIn(options: OpenAiStandInOptions = {}): Promise<OpenAiStandIn> {
  const state: StandInState = { files: new Map(), stores: new Map() };
  const batches = new Map<string, Batch>();
  const calls: StandInCall[] = [];
  let lastId = 0;
  const newId = (prefix: string) => {
    lastId += 1;
    return `${prefix}_${String(lastId).padStart(8, "0")}`;
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const call = { method: request.method ?? "GET", path: url.pathname.replace(/^\/v1/, "") };
    calls.push(call);
    const body = await readBody(request);
    const fault = options.fault?.(call);
    if (fault?.kind === "reset") return void request.socket.destroy();
    if (fault?.kind === "status") return sendFault(response, fault);
    const key = request.headers.authorization?.replace("Bearer ", "");
    const answer =
      options.apiKey !== undefined && key !== options.apiKey
        ? refusal(401, "Incorrect API key provided")
        : await route(call, url, request, body);
    if (fault?.kind === "lost-answer") return void request.socket.destroy();
    response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
  };

  const route = async (call: StandInCall, url: URL, request: IncomingMessage, body: Buffer): Promise<Answer> => {
    const [, area, first, second, third] = call.path.split("/");
    if (area === "files") return files(call, url, request, body, first);
    if (area !== "vector_stores") return refusal(404, `Unknown path ${call.path}`);
    if (first === undefined) return call.method === "POST" ? createStore(body) : listStores(url);
    const store = state.stores.get(first);
    if (!store) return refusal(404, `No vector store found with id '${first}'.`);
    if (second === "file_batches")
      return third === undefined
        ? createBatch(first, store, body)
        : readBatch(third, call.path.endsWith("/files"), url);
    return second === "files" ? storeFiles(call, url, store, third) : { status: 200, body: storeBody(first) };
  };

  const storeFiles = (
    call: StandInCall,
    url: URL,
    store: { files: Map<string, AttachedFile> },
    id: string | undefined,
  ): Answer => {
    const listed = [...store.files.values()].map(({ fileId, attributes }) => ({ id: fileId, attributes }));
    if (id === undefined || call.method !== "DELETE") return page(listed, url);
    return store.files.delete(id) ? deleted(id, "vector_store.file.deleted") : refusal(404, "No such file");
  };

  const files = async (call: StandInCall, url: URL, request: IncomingMessage, body: Buffer, id: string | undefined) => {
    if (call.method === "POST") return upload(request, body);
    if (id === undefined) return page([...state.files.values()].map(fileBody), url);
    const file = state.files.get(id);
    if (!file) return refusal(404, `No such File object: ${id}`);
    if (call.method !== "DELETE") return { status: 200, body: fileBody(file) };
    state.files.delete(id);
    for (const store of state.stores.values()) store.files.delete(id);
    return deleted(id, "file");
  };

  const upload = async (request: IncomingMessage, body: Buffer): Promise<Answer> => {
    const type = request.headers["content-type"] ?? "";
    const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
    const file = form.get("file");
    if (!(file instanceof File)) return refusal(400, "'file' is a required property");
    if (file.size === 0) return refusal(400, "File is empty.");
    const stored: StandInFile = {
      id: newId("file"),
      filename: file.name,
      bytes: file.size,
      content: Buffer.from(await file.arrayBuffer()),
      created_at: Math.floor(Date.now() / 1_000),
    };
    state.files.set(stored.id, stored);
    return { status: 200, body: fileBody(stored) };
  };

  const createStore = (body: Buffer): Answer => {
    const id = newId("vs");
    const { name } = JSON.parse(body.toString()) as { name?: string };
    state.stores.set(id, { name: name ?? "", files: new Map() });
    return { status: 200, body: storeBody(id) };
  };

  const storeBody = (id: string) => ({
    ...{ id, object: "vector_store", status: "completed", created_at: 0 },
    name: state.stores.get(id)?.name,
  });

  const listStores = (url: URL): Answer => page([...state.stores.keys()].map(storeBody), url);

  const createBatch = (storeId: string, store: { files: Map<string, AttachedFile> }, body: Buffer): Answer => {
    const wanted =
      (JSON.parse(body.toString()) as { files?: { file_id: string; attributes?: Record<string, unknown> }[] }).files ??
      [];
    const tooLong = wanted.find(({ attributes }) =>
      Object.values(attributes ?? {}).some((value) => String(value).length > 512),
    );
    if (tooLong) return refusal(400, "Attribute values may have at most 512 characters.");
    const unknown = wanted.find(({ file_id: id }) => !state.files.has(id));
    if (unknown) return refusal(400, `File ${unknown.file_id} not found.`);
    const failed = new Map<string, string>();
    for (const { file_id: fileId, attributes = {} } of wanted) {
      const file = state.files.get(fileId);
      const reason = file && options.processing?.(file);
      if (reason) failed.set(fileId, reason);
      store.files.set(fileId, { fileId, attributes });
    }
    const id = newId("vsfb");
    batches.set(id, { storeId, failed, ids: wanted.map((file) => file.file_id), polls: 0 });
    return { status: 200, body: batchBody(id) };
  };

  const readBatch = (id: string, listFiles: boolean, url: URL): Answer => {
    const batch = batches.get(id);
    if (!batch) return refusal(404, `No batch found with id '${id}'.`);
    if (!listFiles) {
      batch.polls += 1;
      return { status: 200, body: batchBody(id) };
    }
    return page(
      batch.ids.map((fileId) => {
        const reason = batch.failed.get(fileId);
        const last_error = reason === undefined ? null : { code: "invalid_file", message: reason };
        return {
          id: fileId,
          object: "vector_store.file",
          status: reason === undefined ? "completed" : "failed",
          last_error,
        };
      }),
      url,
    );
  };

  const batchBody = (id: string) => {
    const batch = batches.get(id);
    const total = batch?.ids.length ?? 0;
    const failed = batch?.failed.size ?? 0;
    const done = (batch?.polls ?? 0) >= (options.pollsUntilDone ?? 1);
    const counts = done
      ? { in_progress: 0, completed: total - failed, failed }
      : { in_progress: total, completed: 0, failed: 0 };
    return {
      ...{ id, object: "vector_store.file_batch", created_at: 0, vector_store_id: batch?.storeId },
      status: done ? "completed" : "in_progress",
      file_counts: { ...counts, cancelled: 0, total },
    };
  };

  const server = await serveLocally(handle);
  return { ...server, url: `${server.url}/v1`, state, calls };
}

function fileBody({ id, filename, bytes, created_at }: StandInFile) {
  return { id, object: "file", filename, bytes, created_at, purpose: "assistants", status: "processed" };
}

function page(items: readonly { readonly id: string }[], url: URL): Answer {
  const limit = Number(url.searchParams.get("limit") ?? 20);
  const after = url.searchParams.get("after");
  const start = after === null ? 0 : items.findIndex(({ id }) => id === after) + 1;
  const data = items.slice(start, start + limit);
  const has_more = start + limit < items.length;
  return {
    status: 200,
    body: { object: "list", data, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null, has_more },
  };
}

function deleted(id: string, object: string): Answer {
  return { status: 200, body: { id, object, deleted: true } };
}

function refusal(status: number, message: string, code: string | null = null): Answer {
  return { status, body: { error: { message, type: "invalid_request_error", param: null, code } } };
}

function sendFault(response: ServerResponse, fault: Extract<Fault, { kind: "status" }>): void {
  const headers = fault.retryAfter === undefined ? {} : { "retry-after": fault.retryAfter };
  const { body } = refusal(fault.status, `Fault ${fault.status}`, fault.code ?? null);
  response.writeHead(fault.status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}
