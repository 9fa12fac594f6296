import { z } from "zod";
import { schemaTask } from "../../../jobs/sdk/schema-task.ts";
import type { Task } from "../../../jobs/sdk/task.ts";

const empty = z.object({});

/** How the inline tasks tell the bench that they ran; set by the bench of the process. */
export const seen: { ran: (scheduledAt: number | null) => void } = { ran: () => undefined };

/** Milliseconds since 1970 with a fraction, the same in every thread of the process. */
export function preciseNow(): number {
  return performance.timeOrigin + performance.now();
}

const noop = { schema: empty, timeoutMs: 60_000, retry: { limit: 3 } } as const;

export const benchTasks: readonly Task[] = [
  schemaTask({
    ...noop,
    id: "noop-ahead",
    isolation: "inline",
    queue: { concurrencyLimit: 10, claimAhead: 200 },
    run: (_payload, { run }) => seen.ran(run.scheduledAt),
  }),
  schemaTask({
    ...noop,
    id: "noop-strict",
    isolation: "inline",
    queue: { concurrencyLimit: 10 },
    run: (_payload, { run }) => seen.ran(run.scheduledAt),
  }),
  schemaTask({
    ...noop,
    id: "noop-one",
    isolation: "inline",
    queue: { concurrencyLimit: 1 },
    run: () => seen.ran(null),
  }),
  schemaTask({
    ...noop,
    id: "noop-thread",
    queue: { concurrencyLimit: 10, claimAhead: 200 },
    run: () => undefined,
  }),
  schemaTask({
    ...noop,
    id: "scheduled",
    isolation: "inline",
    queue: { concurrencyLimit: 64, claimAhead: 1_000 },
    run: (_payload, { run }) => seen.ran(run.scheduledAt),
  }),
  schemaTask({
    id: "late-inline",
    isolation: "inline",
    schema: z.object({ sentAt: z.number() }),
    run: ({ sentAt }) => preciseNow() - sentAt,
  }),
  schemaTask({
    id: "late-thread",
    schema: z.object({ sentAt: z.number() }),
    run: ({ sentAt }) => preciseNow() - sentAt,
  }),
  schemaTask({
    id: "chatty",
    schema: z.object({ lines: z.number() }),
    run: ({ lines }, { logger }) => {
      for (let line = 0; line < lines; line++) logger.info(`line ${line} of a task that has much to say`);
    },
  }),
];

/** The jobs of a seeded history. */
export const historyTasks: readonly Task[] = Array.from({ length: 50 }, (_, task) => [
  schemaTask({ id: `task-${task}`, schema: z.looseObject({}), run: () => undefined }),
  schemaTask({ id: `waiting-${task}`, schema: z.looseObject({}), run: () => undefined }),
]).flat();
