import { EventEmitter, on } from "node:events";
import { Worker } from "node:worker_threads";
import { type ErrorCode, errorCodes, JobdeckError, messageOf } from "../../model/errors.ts";
import type { ContentAnswer, ContentQuestion, ContentThreadData } from "./protocol.ts";

/** The thread is kept so long after its last call. */
const idleMs = 5 * 60_000;
/** A call that takes longer is taken for one that never ends: a look at an address takes 30 s at most. */
const answerLimitMs = 90_000;
/** Listeners are told of changes at most this often. */
const tellingMs = 250;

export type ContentServiceOptions = {
  /** Entry file of the thread. */
  readonly threadPath: string;
  readonly contentPath: string;
  /** Settings of the calls about sources, which go out into the world. */
  readonly settings: () => Promise<Readonly<Record<string, string>>>;
  readonly idleMs?: number;
  readonly answerLimitMs?: number;
};

type Waiting = {
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly timer: NodeJS.Timeout;
};

/**
 * Answers the calls about content in a thread, so that no query holds the host up. The thread is there as long as there
 * are calls; one that died fails the calls that it had, and the next call starts another.
 */
export function createContentService(options: ContentServiceOptions) {
  const waiting = new Map<number, Waiting>();
  const changes = new EventEmitter().setMaxListeners(0);
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let telling: NodeJS.Timeout | undefined;
  let lastId = 0;
  let resting = false;

  const end = (why: Error) => {
    const ended = worker;
    worker = undefined;
    clearTimeout(idle);
    ended?.removeAllListeners();
    // What is thrown while it is being ended concerns nobody.
    ended?.on("error", () => undefined);
    void ended?.terminate();
    for (const { reject, timer } of waiting.values()) {
      clearTimeout(timer);
      reject(why);
    }
    waiting.clear();
  };

  const answered = (answer: ContentAnswer) => {
    const call = waiting.get(answer.id);
    if (!call) return;
    waiting.delete(answer.id);
    clearTimeout(call.timer);
    if ("error" in answer) call.reject(toError(answer.error));
    else call.resolve(answer.output);
    if (waiting.size > 0) return;
    if (resting) return end(nothingAsked());
    idle = setTimeout(() => end(nothingAsked()), options.idleMs ?? idleMs);
    idle.unref();
  };

  const start = (): Worker => {
    const workerData: ContentThreadData = { contentPath: options.contentPath };
    const started = new Worker(options.threadPath, { workerData });
    started.unref();
    const died = (why: string) =>
      end(new JobdeckError("THREAD_DIED", `The thread that reads content ended: ${why}. Try again.`));
    started.on("message", answered);
    started.on("error", (error) => died(messageOf(error)));
    started.on("exit", (code) => died(`exit code ${code}`));
    return started;
  };

  return {
    /** Makes a call; `path` is its place in the contract. The input has been parsed. */
    ask: async (path: readonly string[], input: unknown): Promise<unknown> => {
      const settings = path[0] === "sources" ? await options.settings() : undefined;
      return new Promise((resolve, reject) => {
        clearTimeout(idle);
        resting = false;
        worker ??= start();
        lastId += 1;
        const late = `The call content.${path.join(".")} was not answered in time. Try again.`;
        const timer = setTimeout(() => end(new JobdeckError("TIMEOUT", late)), options.answerLimitMs ?? answerLimitMs);
        waiting.set(lastId, { resolve, reject, timer });
        worker.postMessage({ id: lastId, path, input, ...(settings && { settings }) } satisfies ContentQuestion);
      });
    },
    /** Nobody is there who could ask again soon: the thread ends with its last answer, and gives its memory back. */
    rest: (): void => {
      resting = true;
      if (waiting.size === 0) end(nothingAsked());
    },
    /** Something may have changed. */
    touch: (): void => {
      if (telling || changes.listenerCount("change") === 0) return;
      telling = setTimeout(() => {
        telling = undefined;
        changes.emit("change");
      }, tellingMs);
    },
    /** Says whenever something may have changed, until the signal is raised or the host stops. */
    changes: async function* (signal: AbortSignal | undefined): AsyncGenerator<Record<never, never>> {
      for await (const _ of on(changes, "change", { close: ["close"], ...(signal ? { signal } : {}) })) yield {};
    },
    close: (): void => {
      clearTimeout(telling);
      changes.emit("close");
      end(new JobdeckError("INTERRUPTED", "The host is stopping."));
    },
  };
}

/** Nobody hears it: it is the reason of calls, and there are none. */
const nothingAsked = (): Error => new Error("Nothing is asked");

export type ContentService = ReturnType<typeof createContentService>;

function toError({ code, message, stack, details }: Extract<ContentAnswer, { error: unknown }>["error"]): Error {
  if (code in errorCodes) return new JobdeckError(code as ErrorCode, message, { details, cause: stack });
  return new Error(message, { cause: stack });
}
