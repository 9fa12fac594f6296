import { z } from "zod";
import { time } from "./time.ts";

/** A backup in the home. */
export const backupSchema = z.object({
  name: z.string(),
  kind: z.enum(["daily", "manual"]),
  createdAt: time,
  /** Of all copies together. */
  bytes: z.number(),
});

/** What the runs of a job take, with their tries and logs. Bytes are weighed by some of the runs: "about". */
export const jobStorageSchema = z.object({
  taskId: z.string(),
  runs: z.number().int(),
  bytes: z.number(),
  /** What the next clean-up deletes of it. */
  goes: z.object({ runs: z.number().int(), bytes: z.number() }),
  /** From when on a clean-up deletes a run of it; null while every one is the newest that ended so. */
  firstGoesAt: time.nullable(),
});
export type JobStorage = z.infer<typeof jobStorageSchema>;

/** What a home takes on the disk. */
export const storageSchema = z.object({
  files: z.array(z.object({ name: z.string(), bytes: z.number(), walBytes: z.number() })),
  /** The most bytes first. */
  jobs: z.array(jobStorageSchema),
  /** When the clean-up is done the next time by itself. */
  cleanUpAt: time,
  /** Newest first. */
  backups: z.array(backupSchema),
  /** Damaged and replaced databases that were kept: files that the user may delete. */
  kept: z.array(z.string()),
});
export type Storage = z.infer<typeof storageSchema>;

const retentionPolicySchema = z.object({
  archiveAfterMs: z.number().int(),
  deleteAfterMs: z.number().int(),
  deleteFailuresAfterMs: z.number().int(),
  keepRuns: z.number().int().nullable(),
  keepFailures: z.number().int().nullable(),
});

/** How long the runs of a job are kept. */
export const retentionViewSchema = z.object({
  taskId: z.string(),
  /** In force. */
  policy: retentionPolicySchema,
  /** What the task itself asks for. */
  default: retentionPolicySchema,
  /** True when the user set something else. */
  changed: z.boolean(),
});
export type RetentionView = z.infer<typeof retentionViewSchema>;

/** What a clean-up did. */
export const cleanUpReportSchema = z.object({
  runs: z.number().int(),
  ledgerRows: z.number().int(),
  logLines: z.number().int(),
  /** Of the databases on the disk, with what was not yet merged into them. */
  bytesBefore: z.number(),
  bytesAfter: z.number(),
  /** How long the writer was held at most, in milliseconds. */
  longestSliceMs: z.number(),
});
export type CleanUpReport = z.infer<typeof cleanUpReportSchema>;
