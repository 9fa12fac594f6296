import { z } from "zod";

/** What schedules of another scheduler, on the host's computer, can be taken over from. */
export const takeOverSources = ["crontab", "systemd"] as const;
export type TakeOverSource = (typeof takeOverSources)[number];

const place = { file: z.string().nullable(), line: z.number().int() };

/** A line that can be taken over. Times are UTC milliseconds. */
export const takeOverEntrySchema = z.object({
  ...place,
  /** Of exactly this line: its times, its zone and its command. */
  importKey: z.string(),
  /** What is run, in one line. */
  command: z.string(),
  when: z.string(),
  zone: z.string(),
  meaning: z.string(),
  /** One to three. */
  next: z.array(z.number().int()),
  /** What will be different, or is worth knowing. */
  notes: z.array(z.string()),
  state: z.enum(["planned", "created", "there", "failed"]),
  /** The schedule that it was made into. */
  scheduleId: z.string().nullable(),
  problem: z.string().nullable(),
});
export type TakeOverEntry = z.infer<typeof takeOverEntrySchema>;

export const takeOverPlanSchema = z.object({
  /** Where it was read from, in words. */
  source: z.string(),
  entries: z.array(takeOverEntrySchema),
  /** Every line that stays behind. */
  notTaken: z.array(z.object({ ...place, text: z.string(), reason: z.string() })),
  /** What is different for all of them. */
  remarks: z.array(z.string()),
});
export type TakeOverPlan = z.infer<typeof takeOverPlanSchema>;

/** More lines than anybody has; what comes after them is left to the command line. */
export const mostTakenOver = 500;

/** The lines to take over: as they were shown, so that what was confirmed is what is made. */
export const takeOverWishSchema = z.strictObject({
  from: z.enum(takeOverSources),
  lines: z
    .array(z.strictObject({ importKey: z.string().min(1).max(200), command: z.string().max(2_000) }))
    .min(1)
    .max(mostTakenOver),
  paused: z.boolean(),
});
export type TakeOverWish = z.infer<typeof takeOverWishSchema>;
