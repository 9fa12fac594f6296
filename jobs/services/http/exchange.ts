import type { IncomingMessage, OutgoingHttpHeaders, RequestOptions } from "node:http";
import { request as requestPlain } from "node:http";
import { request as requestTls } from "node:https";
import type { LookupFunction, Socket } from "node:net";
import { ServiceError } from "../service-error.ts";
import { type BodyLimit, readBody } from "./body.ts";

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
  /** Decoded; at most as much as was allowed. */
  readonly body: Buffer;
  /** There was more. */
  readonly truncated: boolean;
};

/** Which addresses may be connected to. */
export type Route = {
  /** Gives those alone that may be. */
  readonly lookup: LookupFunction;
  /** @throws ServiceError for one that may not be */
  readonly check: (address: string) => void;
};

export type ExchangeOptions = {
  readonly signal: AbortSignal;
  readonly body: BodyLimit;
  /** Milliseconds until there is a connection, and until the answer begins. Default: as long as the signal waits. */
  readonly connectMs?: number;
  readonly firstByteMs?: number;
  /** Default: any address. */
  readonly route?: Route;
};

/**
 * One request and its answer; follows nothing. Not `fetch`: that refuses some ports and a GET with a body, both of which
 * services of the user's own have, and does not say which address it connects to.
 *
 * @throws the system's error when there is no answer; ServiceError for one that takes too long, is too large, or comes from
 * an address that may not be asked; the signal's reason when that was raised
 */
export async function exchange(request: HttpRequest, options: ExchangeOptions): Promise<HttpAnswer> {
  const { signal } = options;
  signal.throwIfAborted();
  try {
    const answer = await send(request, options);
    const { body, truncated } = await readBody(answer, request, options.body);
    return {
      ...{ status: answer.statusCode ?? 0, statusText: answer.statusMessage ?? "", headers: answer.headers },
      ...{ body, truncated },
    };
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

function send({ method, url, headers, body }: HttpRequest, options: ExchangeOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { signal, route, connectMs, firstByteMs } = options;
    const length: OutgoingHttpHeaders = body === undefined ? {} : { "content-length": body.length };
    // No agent: a connection that is kept would be one that the server closes in the middle of the next request.
    const sentOptions: RequestOptions = {
      ...{ method, headers: { ...headers, ...length }, signal, agent: false },
      ...(route && { lookup: route.lookup }),
    };
    const tls = url.protocol === "https:";
    const sent = (tls ? requestTls : requestPlain)(url, sentOptions);
    const within = (ms: number | undefined, what: string) =>
      ms === undefined ? undefined : setTimeout(() => sent.destroy(tooSlow(url, what, ms)), ms);
    const connecting = within(connectMs, "could not be connected to");
    const beginning = within(firstByteMs, "did not begin to answer");
    sent.once("socket", (socket: Socket) => {
      socket.once("connect", () => {
        if (route)
          attempt(
            () => route.check(socket.remoteAddress ?? ""),
            (error) => sent.destroy(error),
          );
      });
      socket.once(tls ? "secureConnect" : "connect", () => clearTimeout(connecting));
    });
    sent.once("response", (answer) => {
      clearTimeout(beginning);
      resolve(answer);
    });
    sent.on("error", reject);
    sent.once("close", () => {
      clearTimeout(connecting);
      clearTimeout(beginning);
    });
    sent.end(body);
  });
}

function attempt(work: () => void, onError: (error: Error) => void): void {
  try {
    work();
  } catch (error) {
    onError(error as Error);
  }
}

function tooSlow(url: URL, what: string, ms: number): ServiceError {
  return new ServiceError(`${url.host} ${what} within ${ms} ms.`, { kind: "unavailable" });
}
