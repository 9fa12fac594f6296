import { ServiceError } from "./service-error.ts";

/** How often a call is made that may work the next time. */
export type Tries = {
  readonly limit: number;
  /** Wait between two tries, in milliseconds; a longer one that the server asks for is kept. */
  readonly delayMs: number;
  /** The wait doubles with every further try; default: it stays. */
  readonly backoff?: boolean;
  /** A server that asks for a longer wait than this, in milliseconds, is not waited for: the call fails. */
  readonly longestWaitMs: number;
};

export type Retry = { readonly error: ServiceError; readonly attempt: number; readonly waitMs: number };

type Options = {
  readonly tries: Tries;
  readonly signal: AbortSignal;
  /** Told before each wait. */
  readonly onRetry?: (retry: Retry) => void;
};

/**
 * Makes a call, again when it failed for a reason that may have passed. For calls that may be made twice.
 *
 * @throws what the last try failed with, counted; the signal's reason when it is raised
 */
export async function tried<T>(call: () => Promise<T>, { tries, signal, onRetry }: Options): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ServiceError)) throw error;
      error.attempts = attempt;
      const delayMs = tries.backoff ? tries.delayMs * 2 ** (attempt - 1) : tries.delayMs;
      const waitMs = Math.max(delayMs, error.retryAfterMs ?? 0);
      if (error.kind !== "unavailable" || attempt >= tries.limit || waitMs > tries.longestWaitMs) throw error;
      onRetry?.({ error, attempt, waitMs });
      await pause(waitMs, signal);
    }
  }
}

/** Waits, or rejects with the signal's reason. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    signal.addEventListener("abort", onAbort, { once: true });
  });
}

/** The wait that an answer's `Retry-After` asks for, in milliseconds: seconds or a date (RFC 9110, 10.2.3). */
export function retryAfterMs(value: string | null | undefined, now: number): number | undefined {
  if (!value) return undefined;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(value) - now;
  return Number.isFinite(ms) && ms > 0 ? ms : undefined;
}
