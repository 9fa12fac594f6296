import { z } from "zod";
import { NonRetryableError, RetryAfterError } from "../../jobs/sdk/errors.ts";
import { schemaTask } from "../../jobs/sdk/schema-task.ts";
import type { Task } from "../../jobs/sdk/task.ts";

const never = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });

/** Tasks that do on purpose what tasks do by accident. */
export const testTasks: readonly Task[] = [
  schemaTask({
    id: "echo",
    title: "Echo",
    schema: z.object({ text: z.string().default("hello"), lines: z.number().int().default(1) }),
    queue: { concurrencyLimit: 5 },
    run: (payload, { logger, progress, report }) => {
      for (let line = 1; line <= payload.lines; line++) logger.info(`${payload.text} ${line}`);
      progress(payload.lines, payload.lines, "echoing");
      report({ summary: `said ${payload.text}` });
      return { text: payload.text };
    },
  }),
  schemaTask({
    id: "echo-inline",
    schema: z.object({ text: z.string().default("hello") }),
    isolation: "inline",
    run: (payload, { logger }) => {
      logger.info(payload.text);
      return payload.text;
    },
  }),
  schemaTask({
    id: "wait",
    schema: z.object({}),
    queue: { concurrencyLimit: 2 },
    run: (_payload, { signal, logger }) => {
      logger.info("waiting");
      return never(signal);
    },
  }),
  schemaTask({
    id: "deaf",
    schema: z.object({}),
    run: () => new Promise<never>((resolve) => setInterval(resolve, 2 ** 30)),
  }),
  schemaTask({
    id: "busy",
    schema: z.object({}),
    timeoutMs: 200,
    run: () => {
      for (;;) Math.random();
    },
  }),
  schemaTask({
    id: "slow",
    schema: z.object({}),
    timeoutMs: 50,
    run: (_payload, { signal }) => never(signal),
  }),
  schemaTask({
    id: "fail",
    schema: z.object({ message: z.string().default("it broke"), kind: z.string().default("plain") }),
    retry: { limit: 2, delayMs: 10, backoff: false },
    run: (payload) => {
      if (payload.kind === "never") throw new NonRetryableError(payload.message);
      if (payload.kind === "after") throw new RetryAfterError(payload.message, 60_000);
      throw new Error(payload.message, { cause: new Error("deep down") });
    },
  }),
  schemaTask({
    id: "fail-once",
    schema: z.object({}),
    retry: { limit: 2, delayMs: 10, backoff: false },
    run: (_payload, { run, logger }) => {
      logger.info(`try ${run.attempt}`);
      if (run.attempt === 1) throw new Error("only the first time");
      return { attempt: run.attempt };
    },
  }),
  schemaTask({ id: "exit", schema: z.object({}), retry: { limit: 0 }, run: () => process.exit(3) }),
  schemaTask({
    id: "bomb",
    schema: z.object({}),
    retry: { limit: 0 },
    run: () => {
      const held: number[][] = [];
      for (;;) held.push(Array.from({ length: 1_000_000 }, Math.random));
    },
  }),
  schemaTask({
    id: "secretive",
    schema: z.object({}),
    secrets: ["openai.apiKey"],
    retry: { limit: 0 },
    run: (_payload, { secrets, logger }) => {
      const key = secrets["openai.apiKey"] ?? "";
      logger.info(`using ${key}`, { url: `https://x/?key=${encodeURIComponent(key)}`, header: btoa(key) });
      throw new Error(`401 for ${key}`);
    },
  }),
  schemaTask({
    id: "daily",
    schema: z.object({}),
    schedules: [{ when: "0 0 * * *", zone: "UTC" }],
    run: () => "done",
  }),
];
