import { JobdeckError } from "../model/errors.ts";
import { didYouMean, nearest } from "../model/nearest.ts";
import type { Run } from "../model/run.ts";
import type { RunReader } from "../store/runs.ts";
import type { KnownTask } from "./known-task.ts";

/** Shorter beginnings of an id would hit by chance. */
const shortestPrefix = 4;

/**
 * The run with this id, or the only one whose id begins so.
 *
 * @throws JobdeckError NOT_FOUND, or BAD_INPUT when several begin so
 */
export function findRun(reader: RunReader, idOrPrefix: string): Run {
  const exact = reader.get(idOrPrefix);
  if (exact) return exact;
  const found = idOrPrefix.length < shortestPrefix ? [] : reader.findByPrefix(idOrPrefix.toLowerCase());
  const [only] = found;
  if (only && found.length === 1) return only;
  if (found.length > 1)
    throw new JobdeckError("BAD_INPUT", `Several runs begin with "${idOrPrefix}". Give more of the id.`);
  const recent = reader.list({ limit: 3 }).map((run) => run.id);
  const hint = recent.length === 0 ? "There are no runs yet." : `The newest are ${recent.join(", ")}.`;
  throw new JobdeckError("NOT_FOUND", `There is no run "${idOrPrefix}". ${hint}`, { details: { nearest: recent } });
}

/** @throws JobdeckError NOT_FOUND with the nearest known ids */
export function findTask(tasks: ReadonlyMap<string, KnownTask>, id: string): KnownTask {
  const task = tasks.get(id);
  if (task) return task;
  const ids = [...tasks.keys()];
  throw new JobdeckError("NOT_FOUND", `There is no task "${id}".${didYouMean(id, ids)}`, {
    details: { nearest: nearest(id, ids) },
  });
}
