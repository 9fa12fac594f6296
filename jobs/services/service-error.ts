import { JobdeckError } from "../model/errors.ts";

/**
 * What a failed call says about the next one.
 *
 * - `item`: this call can only fail again, another one need not (a refused name, an object that is gone)
 * - `refused`: no call will fare better until the user does something (wrong key, wrong bucket, spent quota)
 * - `unavailable`: the same call may work later (no network, 429, 5xx)
 */
export type FailureKind = "item" | "refused" | "unavailable";

export type FailureFacts = {
  readonly kind: FailureKind;
  readonly status?: number | undefined;
  /** The wait that the server asked for, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** The call may have been carried out all the same: its answer was lost. */
  readonly ambiguous?: boolean;
};

/** What a call to a service outside failed with. */
export class ServiceError extends JobdeckError {
  readonly kind: FailureKind;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly ambiguous: boolean;
  /** How often it was tried; `tried` counts. */
  attempts = 1;

  constructor(message: string, facts: FailureFacts, cause?: unknown) {
    super("TASK_FAILED", message, { cause });
    this.kind = facts.kind;
    this.status = facts.status;
    this.retryAfterMs = facts.retryAfterMs;
    this.ambiguous = facts.ambiguous ?? false;
  }
}

/** The kind of failure that an HTTP status stands for, where the service has no more to say about it. */
export function kindOfStatus(status: number): FailureKind {
  if (status === 401 || status === 403) return "refused";
  return status === 408 || status === 409 || status === 429 || status >= 500 ? "unavailable" : "item";
}
