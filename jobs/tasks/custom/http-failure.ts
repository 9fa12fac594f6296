import { messageOf } from "../../model/errors.ts";
import { NonRetryableError, RetryAfterError } from "../../sdk/errors.ts";
import { retryAfterMs } from "../../services/tries.ts";
import type { FinalAnswer } from "./follow-redirects.ts";

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
  const code = codeOf(error);
  const reason = reasons[code] ?? (isCertificate(code) ? certificate : messageOf(error) || code);
  return new Error(`${what} could not be asked: ${reason.replaceAll("{host}", url.host)}`, { cause: error });
}

const certificate = "the certificate of {host} is not valid or not known here.";

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens at {host}. Is the service started, and the port right?",
  ENOTFOUND: "there is no host {host}, or no network.",
  EAI_AGAIN: "the name {host} could not be looked up. Is there a network?",
  ECONNRESET: "{host} closed the connection.",
  EPIPE: "{host} closed the connection.",
  ETIMEDOUT: "{host} does not answer.",
  EHOSTUNREACH: "there is no way to {host}. Is there a network?",
  ENETUNREACH: "there is no way to {host}. Is there a network?",
  EPROTO: "{host} does not speak TLS there. Is it http in the place of https?",
};

function isCertificate(code: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code);
}

function codeOf(error: unknown): string {
  // Where a name has several addresses, there is an error for each.
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  return first instanceof Error && "code" in first ? String(first.code) : "";
}
