import { z } from "zod";
import { runSummarySchema } from "./read-models/runs.ts";

const time = z.number().int();

/** How long a part of a try took. Times are UTC milliseconds. */
export const spanSchema = z.object({
  /** The try that it belongs to; 1 for the first. */
  attempt: z.number().int(),
  /** Numbered from 1 within the try, in the order of their beginnings. */
  id: z.number().int(),
  /** Of the same try; null at the top. */
  parentId: z.number().int().nullable(),
  name: z.string(),
  startedAt: time,
  /** null while it goes on, and when the try ended before it did. */
  finishedAt: time.nullable(),
  failed: z.boolean(),
});
export type Span = z.infer<typeof spanSchema>;

/** Of one try; what begins after these is timed no more. */
export const mostSpans = 500;
/** Names are cut after so many characters. */
export const spanNameLength = 200;
/** Child runs that a trace shows, the first ones. */
export const mostChildren = 200;

/** Where the time of a run went: its spans, and the runs that it started. */
export const traceSchema = z.object({
  spans: z.array(spanSchema),
  /** There were more spans than are kept. */
  moreSpans: z.boolean(),
  children: z.array(runSummarySchema),
  moreChildren: z.boolean(),
});
export type Trace = z.infer<typeof traceSchema>;
