import type { IncomingMessage, OutgoingHttpHeaders, RequestOptions } from "node:http";
import { request as requestPlain } from "node:http";
import { request as requestTls } from "node:https";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

/** So much of a body is read, in bytes; the rest is not waited for. */
export const mostBodyBytes = 1_048_576;

export type HttpRequest = {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
};

export type HttpAnswer = {
  readonly status: number;
  readonly statusText: string;
  readonly headers: IncomingMessage["headers"];
  /** At most 1 MiB. */
  readonly body: Buffer;
  /** There was more. */
  readonly truncated: boolean;
};

/**
 * One request and its answer; follows nothing. Not `fetch`: that refuses some ports and a GET with a body, both of which
 * services of the user's own have.
 *
 * @throws the system's error when there is no answer; the signal's reason when that was raised
 */
export async function exchange(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  signal.throwIfAborted();
  try {
    const answer = await send(request, signal);
    const { body, truncated } = await readBody(answer, request.method);
    return {
      ...{ status: answer.statusCode ?? 0, statusText: answer.statusMessage ?? "", headers: answer.headers },
      ...{ body, truncated },
    };
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

function send({ method, url, headers, body }: HttpRequest, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const length: OutgoingHttpHeaders = body === undefined ? {} : { "content-length": body.length };
    // No agent: a connection that is kept would be one that the server closes in the middle of the next request.
    const options: RequestOptions = { method, headers: { ...headers, ...length }, signal, agent: false };
    const sent = (url.protocol === "https:" ? requestTls : requestPlain)(url, options, resolve);
    sent.on("error", reject);
    sent.end(body);
  });
}

async function readBody(answer: IncomingMessage, method: string) {
  const decoded = method === "HEAD" ? answer : decode(answer);
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of decoded) {
      chunks.push(chunk as Buffer);
      bytes += (chunk as Buffer).length;
      if (bytes > mostBodyBytes) break;
    }
  } finally {
    answer.destroy();
  }
  return { body: Buffer.concat(chunks).subarray(0, mostBodyBytes), truncated: bytes > mostBodyBytes };
}

/** Jobdeck asks for no compression; there are servers that do it all the same. */
function decode(answer: IncomingMessage): Readable {
  const decoders: Readonly<Record<string, () => ReturnType<typeof createGunzip>>> = {
    gzip: createGunzip,
    "x-gzip": createGunzip,
    deflate: createInflate,
    br: createBrotliDecompress,
  };
  const create = decoders[answer.headers["content-encoding"]?.toLowerCase() ?? ""];
  if (!create) return answer;
  const decoder = create();
  // An answer that breaks off must not leave the reading waiting.
  answer.on("error", (error) => decoder.destroy(error));
  answer.on("aborted", () => decoder.destroy(new Error("The answer broke off")));
  return answer.pipe(decoder);
}
