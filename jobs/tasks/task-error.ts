import { NonRetryableError, RetryAfterError } from "../sdk/errors.ts";
import { ServiceError } from "../services/service-error.ts";

/** Says to the engine whether and when another try makes sense. */
export function toTaskError(error: unknown): unknown {
  if (!(error instanceof ServiceError)) return error;
  if (error.kind !== "unavailable") return new NonRetryableError(error.message, { cause: error });
  if (error.retryAfterMs !== undefined) return new RetryAfterError(error.message, error.retryAfterMs, { cause: error });
  return error;
}
