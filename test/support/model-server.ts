import type { ServerResponse } from "node:http";
import { readBody, serveLocally } from "../../jobs/demo/local-server.ts";

export type ModelCall = {
  readonly path: string;
  readonly authorization: string;
  /** The body, parsed. */
  readonly body: Record<string, unknown>;
};

/** What a call ends with: JSON, plain text, or whatever else is done to the response. */
export type ModelReply =
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly json: unknown }
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly text: string }
  | { readonly raw: (response: ServerResponse) => void };

export type ModelServerStandIn = {
  /** With the `/v1` at the end. */
  readonly url: string;
  readonly calls: ModelCall[];
  readonly close: () => Promise<void>;
};

/** A server of the test's own that answers as the test wants: what no well-behaved one would do. */
export async function startModelServer(
  reply: (call: ModelCall, number: number) => ModelReply,
): Promise<ModelServerStandIn> {
  const calls: ModelCall[] = [];
  const server = await serveLocally(async (request, response) => {
    const text = (await readBody(request)).toString();
    const call = {
      path: (request.url ?? "/").replace(/^\/v1/, ""),
      authorization: request.headers.authorization ?? "",
      body: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>),
    };
    calls.push(call);
    const answer = reply(call, calls.length);
    if ("raw" in answer) return answer.raw(response);
    const { status = 200, headers = {} } = answer;
    response
      .writeHead(status, { "content-type": "application/json", ...headers })
      .end("json" in answer ? JSON.stringify(answer.json) : answer.text);
  });
  return { url: `${server.url}/v1`, calls, close: server.close };
}

/** As the Responses API answers. */
export function responsesReply(text: string, more: Record<string, unknown> = {}): ModelReply {
  return {
    json: {
      id: "resp_1",
      object: "response",
      status: "completed",
      output: [{ type: "message", role: "assistant", content: [{ type: "output_text", text, annotations: [] }] }],
      usage: { input_tokens: 100, output_tokens: 20, total_tokens: 120 },
      ...more,
    },
  };
}

/** As chat completions answer. */
export function chatReply(content: string | null, more: Record<string, unknown> = {}): ModelReply {
  return {
    json: {
      id: "chatcmpl_1",
      object: "chat.completion",
      choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content, ...more } }],
      usage: { prompt_tokens: 90, completion_tokens: 10, total_tokens: 100 },
    },
  };
}

export function errorReply(status: number, code: string | null, headers: Record<string, string> = {}): ModelReply {
  return { status, headers, json: { error: { message: `Error ${status}`, type: "error", code } } };
}
