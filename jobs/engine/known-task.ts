import { z } from "zod";
import type { TaskCode } from "../model/task-file.ts";
import { type PayloadIssue, payloadIssues } from "../sdk/payload-issues.ts";
import type { Task } from "../sdk/task.ts";

type Soon<T> = T | Promise<T>;

/**
 * A task as the engine knows it. What needs the author's code goes through functions: that of a task file is in threads
 * only, and never in the host's own.
 */
export type KnownTask = Omit<Task, "schema" | "run" | "secretsOf"> & {
  /** The user's file that it is from; null for one that comes with Jobdeck. */
  readonly file: string | null;
  /** What a thread has to import before it can run the task. */
  readonly code?: TaskCode;
  /** JSON Schema of the payload. */
  readonly payloadSchema: () => unknown;
  /** What is wrong with each payload; null for one that fits. */
  readonly issuesOf: (payloads: readonly unknown[]) => Soon<readonly (readonly PayloadIssue[] | null)[]>;
  /** Names of the secrets that a payload refers to; nothing when it does not fit, which the task's own check then says. */
  readonly secretsOf?: (payload: unknown) => Soon<readonly string[]>;
};

/** The secrets and settings without which a task is skipped, if they are of a kind that somebody must set. */
export function needsOf({ secrets, settings, optional }: Pick<Task, "secrets" | "settings" | "optional">) {
  return [...secrets, ...settings].filter((name) => !optional.includes(name));
}

/** A task that comes with the program. */
export function builtInTask(task: Task): KnownTask {
  const { schema, run, secretsOf, ...facts } = task;
  return {
    ...facts,
    file: null,
    payloadSchema: () => z.toJSONSchema(schema, { io: "input" }),
    issuesOf: (payloads) => payloads.map((payload) => payloadIssues(task, payload)),
    ...(secretsOf && {
      secretsOf: (payload) => {
        const parsed = schema.safeParse(payload);
        return parsed.success ? secretsOf.call(task, parsed.data) : [];
      },
    }),
  };
}
