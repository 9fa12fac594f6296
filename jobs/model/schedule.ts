/** When a schedule fires. */
export type When =
  /** Five or six fields in croner's dialect (with `L`, `#`, `W`), nicknames expanded. */
  | { readonly kind: "cron"; readonly pattern: string }
  /** Once, at this time (UTC milliseconds). */
  | { readonly kind: "once"; readonly at: number }
  /** Every so many milliseconds, counted from the anchor. */
  | { readonly kind: "interval"; readonly everyMs: number; readonly anchorAt: number };

/** What happens to a schedule's times when things are not as planned. */
export type SchedulePolicies = {
  /** Times that were missed (asleep, off, closed): the newest once, all up to a limit, or none. */
  readonly missed: "run-once" | "run-all" | "skip";
  /** For `run-all`: at most so many. */
  readonly missedLimit: number;
  /** A time that is later than this many milliseconds is not caught up. */
  readonly notLaterThanMs: number;
  /** The last run has not ended when the next is due. */
  readonly overlap: "skip" | "queue-one" | "cancel-previous" | "allow";
};

export const defaultPolicies: SchedulePolicies = {
  missed: "run-once",
  missedLimit: 10,
  notLaterThanMs: 24 * 60 * 60_000,
  overlap: "skip",
};
