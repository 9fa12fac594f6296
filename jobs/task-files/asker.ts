import type { Worker } from "node:worker_threads";
import { JobdeckError, messageOf } from "../model/errors.ts";
import type { TaskCode } from "../model/task-file.ts";
import type { PayloadIssue } from "../sdk/payload-issues.ts";
import { answerSchema, type LoaderAnswer, type Question } from "./protocol.ts";
import { endLoader, type LoaderOptions, startLoader } from "./start-loader.ts";

/** A schema's check that takes longer is taken for one that never ends (milliseconds). */
const answerLimitMs = 5_000;
/** The thread is kept so long for further questions. */
const idleMs = 10_000;

export type AskerOptions = LoaderOptions & { readonly answerLimitMs?: number };

type Waiting = {
  readonly resolve: (answer: LoaderAnswer) => void;
  readonly reject: (error: unknown) => void;
  readonly timer: NodeJS.Timeout;
};
type Asked = { readonly code: TaskCode; readonly taskId: string };
type Unnumbered = Question extends infer Each ? (Each extends Question ? Omit<Each, "id"> : never) : never;

/** Asks task files what only their code can say, in a thread that is there as long as there are questions. */
export function createAsker(options: AskerOptions) {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;

  const end = (why: Error) => {
    const ended = worker;
    worker = undefined;
    clearTimeout(idle);
    if (ended) endLoader(ended);
    for (const { reject, timer } of waiting.values()) {
      clearTimeout(timer);
      reject(why);
    }
    waiting.clear();
  };

  const answered = (untrusted: unknown) => {
    const parsed = answerSchema.safeParse(untrusted);
    const known = parsed.success ? waiting.get(parsed.data.id) : undefined;
    // Code of the user's in there can reach the port as well; its words are no answer.
    if (!parsed.success || !known) return;
    waiting.delete(parsed.data.id);
    clearTimeout(known.timer);
    known.resolve(parsed.data as LoaderAnswer);
    if (waiting.size > 0) return;
    idle = setTimeout(() => end(new Error("Nothing is asked")), idleMs);
    idle.unref();
  };

  const start = (): Worker => {
    const started = startLoader(options, { kind: "ask" });
    started.unref();
    const died = (why: string) =>
      end(new JobdeckError("TASK_FAILED", `The thread that checks payloads ended: ${why}.`));
    started.on("message", answered);
    started.on("error", (error) => died(messageOf(error)));
    started.on("exit", (code) => died(`exit code ${code}`));
    return started;
  };

  const ask = (question: Unnumbered): Promise<LoaderAnswer> =>
    new Promise((resolve, reject) => {
      clearTimeout(idle);
      worker ??= start();
      lastId += 1;
      const limitMs = options.answerLimitMs ?? answerLimitMs;
      const late = `The check of a payload of task "${question.taskId}" was still busy after ${limitMs / 1_000} s.`;
      const timer = setTimeout(() => end(new JobdeckError("TASK_FAILED", late)), limitMs);
      waiting.set(lastId, { resolve, reject, timer });
      worker.postMessage({ ...question, id: lastId });
    });

  return {
    /** What is wrong with each payload; null for one that fits. Rejects when the file's code fails or does not end. */
    issues: async (
      { code, taskId }: Asked,
      payloads: readonly unknown[],
    ): Promise<readonly (readonly PayloadIssue[] | null)[]> => {
      const answer = await ask({ ask: "issues", code, taskId, payloads });
      if (answer.type === "issues") return answer.issues;
      throw failure(taskId, answer);
    },
    /** Names of the secrets that a payload refers to. */
    secrets: async ({ code, taskId }: Asked, payload: unknown): Promise<readonly string[]> => {
      const answer = await ask({ ask: "secrets", code, taskId, payload });
      if (answer.type === "secrets") return answer.names;
      throw failure(taskId, answer);
    },
    close: (): void => end(new JobdeckError("INTERRUPTED", "The host is stopping.")),
  };
}

export type Asker = ReturnType<typeof createAsker>;

function failure(taskId: string, answer: LoaderAnswer): JobdeckError {
  const why = answer.type === "failed" ? answer.error.message : "it gave an answer to another question";
  return new JobdeckError("TASK_FAILED", `A payload of task "${taskId}" could not be checked: ${why}`);
}
