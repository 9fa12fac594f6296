import { z } from "zod";
import { declare } from "../declared.ts";
import { schemaTask } from "../schema-task.ts";
import type { Task } from "../task.ts";
import { type JobSpec, scheduleOf } from "./recurrence.ts";

/** What a job does at its time. `fireDate` is the planned time, not the one at which it began. */
export type JobCallback = (fireDate: Date) => unknown;

/** A job that was scheduled. */
export type Job = {
  readonly name: string;
  /** Takes the schedule back. */
  readonly cancel: () => boolean;
};

let unnamed = 0;

/**
 * node-schedule's way to schedule a function: a task with one schedule.
 *
 * @throws JobdeckError BAD_SCHEDULE for a rule that cannot be; NOT_ALLOWED outside of a task file
 */
export function scheduleJob(spec: JobSpec, callback: JobCallback): Job;
export function scheduleJob(name: string, spec: JobSpec, callback: JobCallback): Job;
export function scheduleJob(...given: [JobSpec, JobCallback] | [string, JobSpec, JobCallback]): Job {
  if (given.length === 3) return scheduled(given[0], given[1], given[2]);
  unnamed += 1;
  const [spec, callback] = given;
  return scheduled(callback.name || `job-${unnamed}`, spec, callback);
}

/** A job of this name as a task, declared. */
export function scheduled(name: string, spec: JobSpec, callback: JobCallback): Job {
  const undo = declare(taskOf(name, spec, callback));
  let cancelled = false;
  return {
    name,
    cancel: () => {
      if (cancelled) return false;
      undo();
      cancelled = true;
      return true;
    },
  };
}

function taskOf(name: string, spec: JobSpec, callback: JobCallback): Task {
  return schemaTask({
    id: kebab(name),
    title: name,
    schema: z.looseObject({}),
    // node-schedule tries once; a job of that style does not expect to be run again.
    retry: { limit: 0 },
    schedules: [scheduleOf(spec)],
    run: async (_payload, { run }) => {
      const result = await callback(new Date(run.scheduledAt ?? Date.now()));
      return result ?? null;
    },
  });
}

/** "MyThreadJob" is "my-thread-job". */
function kebab(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").replace(/[^A-Za-z0-9._-]+/g, "-");
  return words.replace(/^[^A-Za-z0-9]+/, "").toLowerCase();
}
