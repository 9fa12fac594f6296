import { messageOf } from "../model/errors.ts";
import { kindOfStatus, ServiceError } from "./service-error.ts";
import { retryAfterMs } from "./tries.ts";

const remedies: Readonly<Record<number, string>> = {
  401: "The API key is not accepted. Check OPENAI_API_KEY.",
  403: "This API key may not do that. Give it access to files and vector stores.",
};

/** What a call to OpenAI's API failed with; `what` was being done. */
export function vectorStoreError(what: string, error: unknown): unknown {
  if (error instanceof ServiceError) return error;
  const status = numberAt(error, "status");
  if (status === undefined) {
    const reason = error instanceof Error && error.cause ? messageOf(error.cause) : messageOf(error);
    return new ServiceError(
      `${what}: no answer (${reason}). Check the network and OPENAI_BASE_URL.`,
      { kind: "unavailable", ambiguous: true },
      error,
    );
  }
  // A 429 that no waiting mends.
  const spent = textAt(error, "code") === "insufficient_quota";
  const remedy = spent ? "The account's quota is used up. Add credit, or raise its limit." : remedies[status];
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
