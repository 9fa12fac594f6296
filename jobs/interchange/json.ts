import { z } from "zod";
import { policyChangeSchema } from "../model/schedule.ts";
import { validateZone } from "../schedule/zones.ts";
import { changedPolicies, type ExportedSchedule } from "./export-crontab.ts";
import { linesOfElements } from "./json-lines.ts";
import { createImportKeys, type ImportPlan, type NotTaken, type PlanEntry, shortened } from "./plan.ts";
import { whenProblem } from "./when-problem.ts";

/*
 * The file of `jobdeck export json`: everything that makes a schedule. Secrets are in it by name only, as in payloads.
 */

const format = "jobdeck-schedules";
const version = 1;

const scheduleSchema = z.strictObject({
  id: z.string().min(1).max(300),
  taskId: z.string().min(1).max(200),
  title: z.string().min(1).max(200).nullable(),
  when: z.string().max(10_000),
  zone: z.string().min(1).max(100),
  paused: z.boolean(),
  own: z.boolean(),
  importKey: z.string().min(1).max(200).nullable(),
  payload: z.unknown(),
  policies: policyChangeSchema,
});

const fileSchema = z.strictObject({ format: z.literal(format), version: z.number(), schedules: z.array(z.unknown()) });

export type JsonPlan =
  | { readonly ok: true; readonly plan: ImportPlan }
  | { readonly ok: false; readonly reason: string };

/** The file as text; the same schedules give the same text. */
export function exportJson(schedules: readonly ExportedSchedule[]): string {
  const written = schedules.map(({ id, taskId, title, when, zone, paused, own, importKey, payload, policies }) => ({
    ...{ id, taskId, title, when, zone, paused, own, importKey },
    payload: payload ?? {},
    policies: changedPolicies(policies),
  }));
  return `${JSON.stringify({ format, version, schedules: written }, null, 2)}\n`;
}

/** Reads such a file: each schedule is taken, or listed with the reason. Never throws. */
export function parseJsonExport(text: string): JsonPlan {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    return {
      ok: false,
      reason: `This is no JSON: ${shortened(error instanceof Error ? error.message : String(error))}`,
    };
  }
  const file = fileSchema.safeParse(document);
  if (!file.success)
    return {
      ok: false,
      reason: "This is no file of `jobdeck export json`: it has format, version and schedules, and nothing else.",
    };
  if (file.data.version !== version)
    return {
      ok: false,
      reason: `The file has version ${file.data.version}, and this Jobdeck reads ${version}. Use a newer one.`,
    };
  return { ok: true, plan: planOf(file.data.schedules, linesOfElements(text)) };
}

function planOf(schedules: readonly unknown[], lines: readonly number[]): ImportPlan {
  const entries: PlanEntry[] = [];
  const notTaken: NotTaken[] = [];
  const keyOf = createImportKeys("json");
  for (const [index, value] of schedules.entries()) {
    const line = lines[index] ?? 1;
    const entry = entryOf(value, line, keyOf);
    if (typeof entry === "string")
      notTaken.push({ file: null, line, text: shortened(JSON.stringify(value)), reason: entry });
    else entries.push(entry);
  }
  return { entries, notTaken };
}

function entryOf(value: unknown, line: number, keyOf: (...parts: readonly string[]) => string): PlanEntry | string {
  const parsed = scheduleSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return `it is no schedule: ${issue?.path.join(".") || "the whole"}: ${issue?.message ?? "wrong"}`;
  }
  const { id, taskId, title, when, zone, own, importKey, payload, policies } = parsed.data;
  if (!own)
    return `it comes with its task. Where that task is, \`jobdeck schedule edit\` gives it these times and policies`;
  const zoned = validateZone(zone);
  if (!zoned.ok) return zoned.error.message;
  const problem = whenProblem(when, zone);
  if (problem !== undefined) return problem;
  return {
    file: null,
    line,
    title: title ?? taskId,
    ...(title === null ? { untitled: true } : {}),
    ...{ when, zone, taskId, payload, policies },
    importKey: importKey ?? keyOf(id),
    sourceId: id,
    notes: /^every\s/i.test(when.trim()) ? ["It counts from when it is made here."] : [],
  };
}
