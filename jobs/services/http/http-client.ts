import packageJson from "../../../package.json" with { type: "json" };
import { kindOfStatus, ServiceError } from "../service-error.ts";
import { limitTime } from "../time-limit.ts";
import { retryAfterMs, type Tries, tried } from "../tries.ts";
import { type AddressGuard, createAddressGuard } from "./address-guard.ts";
import { exchange, type HttpAnswer, type HttpRequest } from "./exchange.ts";
import { createHostTurns } from "./host-turns.ts";
import { networkReason } from "./network-reason.ts";
import { type FinalAnswer, follow } from "./redirects.ts";

/** What an earlier answer said about itself: with it, an unchanged document costs no more than a question. */
export type Validators = { readonly etag: string | null; readonly lastModified: string | null };

export type GetOptions = {
  readonly signal: AbortSignal;
  /** Media types that are wanted; default: any. */
  readonly accept?: string;
  /** Bytes, after decoding; a larger document is refused. */
  readonly maxBytes: number;
  /** Milliseconds for all of it from the host's turn on: redirects, and tries after 429, 5xx and broken connections. */
  readonly timeoutMs: number;
  readonly known?: Validators;
};

/** `unchanged`: it is still what the validators that were sent stand for. */
export type Fetched = {
  /** Where it came from, after redirects. */
  readonly url: string;
  /** Where its address moved for good (301, 308); null when it did not. */
  readonly movedTo: string | null;
} & (
  | { readonly kind: "unchanged" }
  | {
      readonly kind: "document";
      readonly bytes: Uint8Array;
      /** The header as it came, "" when there was none. */
      readonly contentType: string;
      readonly validators: Validators;
    }
);

export type HttpClient = {
  /**
   * Gets a document from outside. Refuses addresses of this computer and its networks unless the user allowed the host,
   * on every redirect anew; no more than five of these, and none from https to http.
   *
   * @throws ServiceError: `unavailable` for what may work later, with the wait that the server asked for; `refused` for
   * 401 and 403; `item` for what this URL can only fail with again
   */
  readonly get: (url: string, options: GetOptions) => Promise<Fetched>;
  /** Why a URL may not be asked, as far as it shows by itself. */
  readonly problem: (url: string) => string | undefined;
};

type ClientOptions = {
  /** As `host` or `host:port`: they may be private, and are not held to the limits of strangers. */
  readonly allowedHosts?: readonly string[];
  readonly tries?: Tries;
  readonly guard?: AddressGuard;
};

const defaultTries: Tries = { limit: 3, delayMs: 500, longestWaitMs: 10_000, backoff: true };
const connectMs = 10_000;
const firstByteMs = 15_000;
const longestHoldMs = 10_000;
const strangers = { atOnce: 2, perSecond: 5, longestHoldMs };
const allowed = { atOnce: 8, perSecond: 10_000, longestHoldMs };
const userAgent = `Jobdeck/${packageJson.version}`;

/** The one way to everything that comes from outside. Keeps no cookies and sends no credentials. */
export function createHttpClient(options: ClientOptions = {}): HttpClient {
  const { allowedHosts = [], tries = defaultTries, guard = createAddressGuard(allowedHosts) } = options;
  const turns = { strangers: createHostTurns(strangers), allowed: createHostTurns(allowed) };
  const turnsOf = (url: URL) => (guard.isAllowed(url) ? turns.allowed : turns.strangers);

  const ask = (request: HttpRequest, { maxBytes }: GetOptions, signal: AbortSignal): Promise<HttpAnswer> => {
    const route = guard.route(request.url);
    return exchange(request, {
      ...{ signal, connectMs, firstByteMs, body: { maxBytes, longer: "refuse" } },
      ...(route && { route }),
    });
  };

  const once = async (url: URL, getOptions: GetOptions, signal: AbortSignal): Promise<Fetched> => {
    let asked = url;
    try {
      const answer = await follow(requestFor(url, getOptions), {
        ask: async (request) => {
          if (request.url.host !== url.host) await turnsOf(request.url).pace(request.url.host, signal);
          return ask(request, getOptions, signal);
        },
        problem: (target, from) => redirectProblem(guard, target, from),
        onRedirect: (_status, next) => {
          asked = next;
        },
      });
      return fetched(answer, turnsOf(answer.url).hold);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ServiceError) throw error;
      const reason = networkReason(asked, error);
      throw new ServiceError(`${url.href} could not be got: ${reason}`, { kind: "unavailable" }, error);
    }
  };

  /** The limit begins when it is the host's turn, and is one for all tries: what is slow is not asked three times. */
  const inTime = async (url: URL, getOptions: GetOptions): Promise<Fetched> => {
    const { signal, timeoutMs } = getOptions;
    const limit = limitTime(signal, timeoutMs);
    let failed: ServiceError | undefined;
    try {
      return await tried(() => once(url, getOptions, limit.signal), {
        ...{ tries, signal: limit.signal },
        onRetry: ({ error }) => {
          failed = error;
        },
      });
    } catch (error) {
      signal.throwIfAborted();
      if (!limit.isOver()) throw error;
      const facts = { kind: "unavailable" } as const;
      throw failed ?? new ServiceError(`${url.href} did not come whole within ${timeoutMs / 1_000} s.`, facts);
    } finally {
      limit.clear();
    }
  };

  const problem = (url: string) =>
    URL.canParse(url) ? guard.problem(new URL(url)) : "this is no URL; write it like https://example.org/path";

  return {
    problem,
    get: async (url, getOptions) => {
      const reason = problem(url);
      if (reason !== undefined) throw new ServiceError(`${url.slice(0, 500)}: ${reason}.`, { kind: "item" });
      const parsed = new URL(url);
      return turnsOf(parsed).take(parsed.host, getOptions.signal, () => inTime(parsed, getOptions));
    },
  };
}

/**
 * What came by https is as the server sent it; by http, anybody on the way may have changed it. A redirect from the one
 * to the other is not followed: whoever means it can use the http address itself.
 */
function redirectProblem(guard: AddressGuard, target: string, from: URL): string | undefined {
  if (!URL.canParse(target)) return "it is no URL";
  const url = new URL(target);
  if (from.protocol === "https:" && url.protocol === "http:") return "it leads from https to http";
  return guard.problem(url);
}

function requestFor(url: URL, { accept = "*/*", known }: GetOptions): HttpRequest {
  const headers: Record<string, string> = {
    ...{ accept, "accept-encoding": "gzip, deflate, br", "user-agent": userAgent },
    ...(isHeader(known?.etag) && { "if-none-match": known.etag }),
    ...(isHeader(known?.lastModified) && { "if-modified-since": known.lastModified }),
  };
  return { method: "GET", url: withoutFragment(url), headers, body: undefined };
}

/** What a server once sent goes back to it as it is, or not at all. */
function isHeader<Value extends string | null | undefined>(value: Value): value is Value & string {
  return typeof value === "string" && value !== "" && /^[\x20-\x7e\x80-\xff]{1,1000}$/.test(value);
}

function withoutFragment(url: URL): URL {
  const asked = new URL(url);
  asked.hash = "";
  return asked;
}

/** @throws ServiceError for a status that is no document */
function fetched(answer: FinalAnswer, hold: (host: string, ms: number) => void): Fetched {
  const { status, headers, url } = answer;
  const where = { url: url.href, movedTo: answer.movedTo?.href ?? null };
  if (status === 304) return { ...where, kind: "unchanged" };
  if (status >= 200 && status < 300)
    return {
      ...where,
      kind: "document",
      bytes: answer.body,
      contentType: headers["content-type"] ?? "",
      validators: { etag: headers.etag ?? null, lastModified: headers["last-modified"] ?? null },
    };
  const asked = status === 429 || status === 503 ? retryAfterMs(headers["retry-after"], Date.now()) : undefined;
  if (asked !== undefined) hold(url.host, asked);
  throw new ServiceError(`${url.href} answered ${status}${answer.statusText && ` ${answer.statusText}`}.`, {
    ...{ kind: kindOfStatus(status), status, retryAfterMs: asked },
  });
}
