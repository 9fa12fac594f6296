import type { z } from "zod";
import { JobdeckError } from "../model/errors.ts";
import { retentionPolicy, retentionProblem } from "../model/retention.ts";
import { defaultRetry } from "../model/retry.ts";
import type { Task, TaskOptions } from "./task.ts";

const idPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/**
 * Declares a task.
 *
 * @throws JobdeckError BAD_INPUT when the id or a limit cannot be
 */
export function schemaTask<Schema extends z.ZodType, Output>(
  options: TaskOptions<Schema, Output>,
): Task<Schema, Output> {
  if (!idPattern.test(options.id))
    throw new JobdeckError(
      "BAD_INPUT",
      `Task id "${options.id}" is not usable. Use 1 to 100 letters, digits, ".", "_" and "-".`,
    );
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

function positive(id: string, name: string, value: number): void {
  if (Number.isInteger(value) && value > 0) return;
  throw new JobdeckError("BAD_INPUT", `Task "${id}": ${name} is ${value}; it must be a whole number of at least 1.`);
}
