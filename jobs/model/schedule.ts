import { z } from "zod";

/** When a schedule fires. */
export type When =
  /** Five or six fields in croner's dialect (with `L`, `#`, `W`), nicknames expanded. */
  | { readonly kind: "cron"; readonly pattern: string }
  /** Once, at this time (UTC milliseconds). */
  | { readonly kind: "once"; readonly at: number }
  /** Every so many milliseconds, counted from the anchor. */
  | { readonly kind: "interval"; readonly everyMs: number; readonly anchorAt: number }
  /** Never by itself: when somebody runs it, or when the job that it comes after has succeeded. */
  | { readonly kind: "demand" };

/** The pattern of a schedule that never fires by itself. */
export const onDemand = "on demand";

const ms = z
  .number()
  .int()
  .min(0)
  .max(366 * 86_400_000);
const day = z.iso.date();
const time = z.number().int().min(0).max(8.64e15);

/** What the machine must be like. A manual run does not ask. What a platform cannot tell counts as given. */
export const conditionsSchema = z.strictObject({
  mainsPower: z.boolean().optional(),
  online: z.boolean().optional(),
  /** What goes over the network costs nothing. */
  unmetered: z.boolean().optional(),
  /** In one of these Wi-Fi networks. */
  wifi: z.array(z.string().min(1).max(64)).min(1).max(50).optional(),
  /** Nobody has touched the machine for so long. */
  idleMs: ms.optional(),
  /** Not given by then, it runs all the same; without it, the time is skipped. */
  anywayAfterMs: ms.optional(),
});

/** Why a due time waits or is skipped although its schedule has it: what it asks for is not given. */
export const conditionReasons = ["no-mains-power", "offline", "metered", "other-wifi", "user-active", "after"] as const;
export type ConditionReason = (typeof conditionReasons)[number];

/** Another job that must have succeeded first. */
export const afterSchema = z.strictObject({
  taskId: z.string().min(1).max(200),
  /** Since midnight in the schedule's zone, or since the last run of this schedule. */
  since: z.enum(["today", "last-run"]).default("last-run"),
  /** Also runs as soon as the other succeeds, besides its own times. */
  atOnce: z.boolean().default(false),
});

/** What happens to a schedule's times when things are not as planned, and which of them count at all. */
export const policiesSchema = z.strictObject({
  /** Times that were missed (asleep, off, closed): the newest once, all up to a limit, or none. */
  missed: z.enum(["run-once", "run-all", "skip"]),
  /** For `run-all`: at most so many. */
  missedLimit: z.number().int().min(1).max(1_000),
  /** A time that is later than this many milliseconds is not caught up. */
  notLaterThanMs: ms,
  /** The last run has not ended when the next is due. */
  overlap: z.enum(["skip", "queue-one", "cancel-previous", "allow"]),
  /** Each run begins up to so many milliseconds later, by a number that is fixed for its time. */
  jitterMs: ms,
  /** All runs begin up to so many milliseconds later, by a number that is fixed for the schedule. */
  spreadMs: ms,
  /** Times before and after are none. */
  validFrom: time.nullable(),
  validUntil: time.nullable(),
  /** Monday to Friday in the schedule's zone. */
  weekdaysOnly: z.boolean(),
  /** Days without runs, first and last included, in the schedule's zone. */
  blackouts: z.array(z.strictObject({ from: day, to: day })).max(400),
  /** Whole path of a calendar file (.ics): no runs during its events. */
  holidays: z.string().min(1).max(4_096).nullable(),
  /** Every n-th time only. */
  everyNth: z.number().int().min(1).max(1_000),
  /** The machine does not sleep in the minutes before and during a run, while it is plugged in. */
  keepAwake: z.boolean(),
  conditions: conditionsSchema,
  after: afterSchema.nullable(),
});
export type SchedulePolicies = z.infer<typeof policiesSchema>;

/** A part of the policies; what it leaves out stays as it is. */
export const policyChangeSchema = policiesSchema.partial();
export type PolicyChange = z.infer<typeof policyChangeSchema>;

export const defaultPolicies: SchedulePolicies = {
  missed: "run-once",
  missedLimit: 10,
  notLaterThanMs: 24 * 60 * 60_000,
  overlap: "skip",
  jitterMs: 0,
  spreadMs: 0,
  validFrom: null,
  validUntil: null,
  weekdaysOnly: false,
  blackouts: [],
  holidays: null,
  everyNth: 1,
  keepAwake: false,
  conditions: {},
  after: null,
};
