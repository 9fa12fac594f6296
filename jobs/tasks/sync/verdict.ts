import { ServiceError } from "../../services/service-error.ts";

/** So many batches in a row that got nothing in, for no fault of their files, are an outage. */
const deadBatches = 2;

/**
 * The error that the whole run ends with; undefined when it ends well or with warnings. Pure.
 *
 * A run fails when it got nothing done and a retry, or the user, can mend why. What is wrong with single files is no
 * reason: they are reported.
 */
export function verdict(uploaded: number, errors: readonly unknown[]): unknown {
  if (uploaded > 0 || errors.length === 0) return undefined;
  const unavailable = errors.filter((error) => error instanceof ServiceError && error.kind === "unavailable");
  const patient = unavailable.find((error) => error instanceof ServiceError && error.retryAfterMs !== undefined);
  if (unavailable.length > 0) return patient ?? unavailable[0];
  return errors.every(isRefusal) ? errors[0] : undefined;
}

function isRefusal(error: unknown): boolean {
  return error instanceof ServiceError && (error.kind === "refused" || error.status === 403);
}

/**
 * Watches for an outage in the middle: to go on with thousands of files, each tried in vain, helps nobody.
 * A wait that a server asks for and that is too long to wait is one at once, and so is a refusal of every call.
 */
export function createOutage(longestWaitMs: number) {
  let dead = 0;
  let reason: ServiceError | undefined;
  return {
    /** A batch has ended: how many files got in, and what the others failed with. */
    note: (filesIn: number, errors: readonly unknown[]): void => {
      const services = errors.filter((error) => error instanceof ServiceError && error.kind !== "item");
      const [first] = services;
      if (filesIn > 0) dead = 0;
      if (filesIn > 0 || !(first instanceof ServiceError)) return;
      dead += 1;
      const final = first.kind === "refused" || (first.retryAfterMs ?? 0) > longestWaitMs;
      if (final || dead >= deadBatches) reason = first;
    },
    /** Why there is no sense in going on; undefined as long as there is. */
    reason: () => reason,
  };
}
