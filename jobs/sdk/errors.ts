/** Thrown by a task whose failure no retry can mend: the run fails at once. */
export class NonRetryableError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "NonRetryableError";
  }
}

/** Thrown by a task that was told when to come back, for example by HTTP's `Retry-After`. */
export class RetryAfterError extends Error {
  /** When the next try is due: milliseconds from now, or a date. */
  readonly after: number | Date;

  constructor(message: string, after: number | Date, options?: ErrorOptions) {
    super(message, options);
    this.name = "RetryAfterError";
    this.after = after;
  }
}
