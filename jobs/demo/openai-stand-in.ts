import type { IncomingMessage, ServerResponse } from "node:http";
import { type LocalServer, readBody, serveLocally } from "./local-server.ts";
import { type Answer, refusal } from "./openai/answers.ts";
import { createFiles, readForm, type UploadForm } from "./openai/files.ts";
import { createListingLag, type StandInBehaviour, type StandInState } from "./openai/state.ts";
import { createVectorStores } from "./openai/vector-stores.ts";

export type StandInCall = {
  readonly method: string;
  /** Without the `/v1` that everything begins with. */
  readonly path: string;
  /** Of an upload. */
  readonly filename?: string;
};

/** What a test wants a call to end with, instead of its own answer. */
export type Fault =
  | { readonly kind: "status"; readonly status: number; readonly code?: string; readonly retryAfter?: string }
  /** The connection is cut before anything happens. */
  | { readonly kind: "reset" }
  /** It is carried out, but the answer is lost. */
  | { readonly kind: "lost-answer" };

export type OpenAiStandInOptions = StandInBehaviour & {
  /** Only this key is accepted. Default: any. */
  readonly apiKey?: string;
  readonly fault?: (call: StandInCall) => Fault | Promise<Fault | undefined> | undefined;
};

export type OpenAiStandIn = LocalServer & { readonly state: StandInState; readonly calls: StandInCall[] };

/**
 * A server of our own that speaks the part of OpenAI's published API that a sync uses: files, vector stores, their files,
 * and file batches that are processed after they were accepted. Not OpenAI's, and not to be taken for it: it understands
 * nothing of what it is given and keeps it in memory. It listens on the loopback address only.
 */
export async function startOpenAiStandIn(options: OpenAiStandInOptions = {}): Promise<OpenAiStandIn> {
  const state: StandInState = { files: new Map(), stores: new Map(), batches: new Map() };
  const calls: StandInCall[] = [];
  const shown = createListingLag(options.listingLag ?? 0);
  const files = createFiles(state, options, shown);
  const vectorStores = createVectorStores(state, options, shown);

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const path = url.pathname.replace(/^\/v1/, "");
    const method = request.method ?? "GET";
    const body = await readBody(request);
    const type = request.headers["content-type"] ?? "";
    const form = method === "POST" && path === "/files" ? await readForm(type, body) : undefined;
    const call = { method, path, ...(form && { filename: form.filename }) };
    calls.push(call);
    const fault = await options.fault?.(call);
    if (fault?.kind === "reset") return void request.socket.destroy();
    if (fault?.kind === "status") return sendFault(response, fault);
    const answer = isAllowed(request, options.apiKey)
      ? route({ call, url, body, form })
      : refusal(401, "Incorrect API key provided.", "invalid_api_key");
    if (fault?.kind === "lost-answer") return void request.socket.destroy();
    response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
  };

  type Route = {
    readonly call: StandInCall;
    readonly url: URL;
    readonly body: Buffer;
    readonly form: UploadForm | undefined;
  };

  const route = ({ call: { method, path }, url, body, form }: Route): Answer => {
    const [, area, ...rest] = path.split("/").map(decodeURIComponent);
    if (area === "vector_stores") return vectorStores({ method, path: rest, url, body });
    if (area !== "files") return refusal(404, `Unknown path ${path}`);
    const [id, more] = rest;
    if (method !== "POST") return files.answer({ method, id, rest: more, url });
    return form ? files.upload(form) : refusal(400, "'file' is a required property");
  };

  const server = await serveLocally(handle);
  return { ...server, url: `${server.url}/v1`, state, calls };
}

function isAllowed(request: IncomingMessage, apiKey: string | undefined): boolean {
  const given = request.headers.authorization ?? "";
  return apiKey === undefined ? given.startsWith("Bearer ") : given === `Bearer ${apiKey}`;
}

function sendFault(response: ServerResponse, fault: Extract<Fault, { kind: "status" }>): void {
  const headers = fault.retryAfter === undefined ? {} : { "retry-after": fault.retryAfter };
  const { body } = refusal(fault.status, `Fault ${fault.status}`, fault.code ?? null);
  response.writeHead(fault.status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}
