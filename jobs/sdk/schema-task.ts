import type { z } from "zod";
import { JobdeckError } from "../model/errors.ts";
import { didYouMean } from "../model/nearest.ts";
import { retentionPolicy, retentionProblem } from "../model/retention.ts";
import { defaultRetry, type RetryPolicy } from "../model/retry.ts";
import type { Task, TaskOptions, TaskSchedule } from "./task.ts";

const idPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

type Names<Options> = Readonly<Record<keyof Options, true>>;

/** What can be asked for. Types are taken out of a task file unread: a name that is misspelt would ask for nothing, and nobody would know. */
const known = {
  options: {
    ...{
      id: true,
      title: true,
      description: true,
      category: true,
      schema: true,
      queue: true,
      retry: true,
      timeoutMs: true,
    },
    ...{ retention: true, secrets: true, secretsOf: true, settings: true, optional: true, isolation: true },
    ...{ schedules: true, waitsFor: true, run: true },
  } satisfies Names<TaskOptions<z.ZodType, unknown>>,
  queue: { concurrencyLimit: true, limitPerKey: true, claimAhead: true } satisfies Names<
    NonNullable<TaskOptions<z.ZodType, unknown>["queue"]>
  >,
  retry: { limit: true, delayMs: true, backoff: true, maxDelayMs: true } satisfies Names<RetryPolicy>,
  schedule: { id: true, when: true, zone: true, policies: true } satisfies Names<TaskSchedule>,
};

/**
 * Declares a task.
 *
 * @throws JobdeckError BAD_INPUT when the id or a limit cannot be, or for an option that there is not
 */
export function schemaTask<Schema extends z.ZodType, Output>(
  options: TaskOptions<Schema, Output>,
): Task<Schema, Output> {
  if (!idPattern.test(options.id))
    throw new JobdeckError(
      "BAD_INPUT",
      `Task id "${options.id}" is not usable. Use 1 to 100 letters, digits, ".", "_" and "-".`,
    );
  onlyKnown(options.id, "", options, known.options);
  onlyKnown(options.id, "queue.", options.queue ?? {}, known.queue);
  onlyKnown(options.id, "retry.", options.retry ?? {}, known.retry);
  for (const schedule of options.schedules ?? []) onlyKnown(options.id, "schedules: ", schedule, known.schedule);
  const { concurrencyLimit = 1, limitPerKey = 1, claimAhead = 0 } = options.queue ?? {};
  positive(options.id, "queue.concurrencyLimit", concurrencyLimit);
  positive(options.id, "queue.limitPerKey", limitPerKey);
  positive(options.id, "queue.claimAhead", claimAhead + 1);
  const { timeoutMs = 10 * 60_000 } = options;
  positive(options.id, "timeoutMs", timeoutMs);
  const problem = retentionProblem(options.retention ?? {});
  if (problem) throw new JobdeckError("BAD_INPUT", `Task "${options.id}": ${problem}`);
  return {
    id: options.id,
    title: options.title ?? options.id,
    description: options.description ?? "",
    category: options.category ?? "My tasks",
    schema: options.schema,
    concurrencyLimit,
    limitPerKey,
    claimAhead,
    retry: { ...defaultRetry, ...options.retry },
    timeoutMs,
    retention: retentionPolicy(options.retention),
    secrets: options.secrets ?? [],
    ...(options.secretsOf && { secretsOf: options.secretsOf }),
    settings: options.settings ?? [],
    optional: options.optional ?? [],
    isolation: options.isolation ?? "thread",
    schedules: (options.schedules ?? []).map((schedule) => ({ id: "default", ...schedule })),
    waitsFor: options.waitsFor ?? null,
    run: options.run,
  };
}

function onlyKnown(id: string, of: string, given: object, names: object): void {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(names, name));
  if (unknown === undefined) return;
  const meant = didYouMean(unknown, Object.keys(names));
  throw new JobdeckError(
    "BAD_INPUT",
    `Task "${id}" has an option "${of}${unknown}", which does not exist.${meant} There are: ${Object.keys(names).join(", ")}.`,
  );
}

function positive(id: string, name: string, value: number): void {
  if (Number.isInteger(value) && value > 0) return;
  throw new JobdeckError("BAD_INPUT", `Task "${id}": ${name} is ${value}; it must be a whole number of at least 1.`);
}
