import { messageOf } from "../model/errors.ts";
import { kindOfStatus, ServiceError } from "./service-error.ts";
import { retryAfterMs } from "./tries.ts";

export type Remedies = Readonly<Record<number, string>>;

/** The key in `Remedies` for a server that did not answer at all. */
export const noAnswer = 0;

/** Statuses by which servers say that they do not have an endpoint. */
export const noSuchEndpoint: ReadonlySet<number> = new Set([404, 405, 501]);

/** Said where a call has no better words for it; a run may have them from the settings or from its environment. */
const keyRefused = "The API key is not accepted. Check it in the settings, or OPENAI_API_KEY where that is set.";
const spentCodes: ReadonlySet<string> = new Set(["insufficient_quota", "billing_hard_limit_reached"]);

/**
 * What a call to a server that speaks OpenAI's API failed with.
 *
 * @param what was being done, or the server that was asked
 * @param remedies by status; what the server says is not repeated then
 */
export function openAiError(what: string, error: unknown, remedies: Remedies = {}): unknown {
  if (error instanceof ServiceError) return error;
  // The SDK wraps what our own fetch refused.
  if (error instanceof Error && error.cause instanceof ServiceError) return error.cause;
  const status = numberAt(error, "status");
  if (status === undefined) {
    const reason = error instanceof Error && error.cause ? messageOf(error.cause) : messageOf(error);
    return new ServiceError(
      `${what}: no answer (${reason}). ${remedies[noAnswer] ?? "Check the network and the base URL."}`,
      { kind: "unavailable", ambiguous: true },
      error,
    );
  }
  // A 429 that no waiting mends.
  const spent = status === 402 || spentCodes.has(textAt(error, "code") ?? "");
  const remedy = spent
    ? "The account's quota is used up. Add credit, or raise its limit."
    : (remedies[status] ?? (status === 401 ? keyRefused : undefined));
  return new ServiceError(
    `${what}: ${remedy ? `${remedy} (${status})` : messageOf(error)}`,
    {
      kind: spent ? "refused" : kindOfStatus(status),
      status,
      ambiguous: status >= 500 || status === 408,
      retryAfterMs: retryAfterMs(retryAfterHeader(error), Date.now()),
    },
    error,
  );
}

function retryAfterHeader(error: unknown): string | null {
  const headers = valueAt(error, "headers");
  return headers instanceof Headers ? headers.get("retry-after") : null;
}

function numberAt(value: unknown, name: string): number | undefined {
  const found = valueAt(value, name);
  return typeof found === "number" ? found : undefined;
}

function textAt(value: unknown, name: string): string | undefined {
  const found = valueAt(value, name);
  return typeof found === "string" ? found : undefined;
}

function valueAt(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
