import { NonRetryableError, RetryAfterError } from "../../sdk/errors.ts";
import { networkReason } from "../../services/http/network-reason.ts";
import type { FinalAnswer } from "../../services/http/redirects.ts";
import { retryAfterMs } from "../../services/tries.ts";

/** A server that wants to be asked in a year is asked tomorrow. */
const longestWaitMs = 24 * 60 * 60_000;

/** The failure that an answer stands for whose status was not expected: whether and when to ask again follows from it. */
export function statusFailure(what: string, answer: FinalAnswer, expected: string): Error {
  const { status, statusText } = answer;
  const message = `${what} answered ${status}${statusText && ` ${statusText}`}; expected was ${expected}.`;
  const asked = status === 429 || status === 503 ? retryAfterMs(answer.headers["retry-after"], Date.now()) : undefined;
  if (asked !== undefined) return new RetryAfterError(message, Math.min(asked, longestWaitMs));
  if (status === 401 || status === 403)
    return new NonRetryableError(`${message} Check the secret in "headers", and what it may do.`);
  if (status === 404 || status === 410) return new NonRetryableError(`${message} Check the address.`);
  if (status >= 300 && status < 500 && status !== 408 && status !== 429) return new NonRetryableError(message);
  return new Error(message);
}

/** Why there was no answer, in words; it may be there the next time. */
export function networkFailure(what: string, url: URL, error: unknown): Error {
  return new Error(`${what} could not be asked: ${networkReason(url, error)}`, { cause: error });
}
