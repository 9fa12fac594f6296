import { messageOf } from "../../model/errors.ts";

/** Why there was no answer from a URL, in words: what the system's error stands for. */
export function networkReason(url: URL, error: unknown): string {
  const code = codeOf(error);
  const reason = reasons[code] ?? (isCertificate(code) ? certificate : messageOf(error) || code);
  return reason.replaceAll("{host}", url.host);
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
