import { messageOf, type StoredError } from "../model/errors.ts";
import type { TaskCode, TaskDescription } from "../model/task-file.ts";
import { type FromLoader, fromLoaderSchema } from "./protocol.ts";
import { endLoader, type LoaderOptions, startLoader } from "./start-loader.ts";

/** What a file does while it is imported has to be done by then (milliseconds). */
const importLimitMs = 5_000;
/** Starting a thread and reading the sources; more only on a machine that hardly works. */
const readLimitMs = 30_000;

export type LoadOptions = LoaderOptions & {
  readonly tasksFolder: string;
  readonly importLimitMs?: number;
};

export type LoadResult = {
  /** Everything that was read: when one of these changes, the file is to be loaded again. */
  readonly files: readonly string[];
} & (
  | { readonly ok: true; readonly code: TaskCode; readonly tasks: readonly TaskDescription[] }
  | { readonly ok: false; readonly error: StoredError }
);

/**
 * Loads a task file in a thread of its own, which is ended afterwards: a file that loops, exits, or eats the memory is one
 * that cannot be loaded, and nothing else. Never rejects.
 */
export function loadTaskFile(file: string, options: LoadOptions): Promise<LoadResult> {
  const { tasksFolder, importLimitMs: limitMs = importLimitMs } = options;
  return new Promise((resolve) => {
    const worker = startLoader(options, { kind: "load", tasksFolder, file });
    let files: readonly string[] = [file];
    let timer: NodeJS.Timeout | undefined;
    const settle = (result: LoadResult) => {
      clearTimeout(timer);
      endLoader(worker);
      resolve(result);
    };
    const broken = (message: string) => settle({ ok: false, files, error: { code: "TASK_FILE_BROKEN", message } });
    const limit = (ms: number, message: string) => {
      clearTimeout(timer);
      timer = setTimeout(() => broken(message), ms);
    };
    limit(readLimitMs, `Its sources were not read within ${readLimitMs / 1_000} s.`);
    worker.on("message", (untrusted: unknown) => {
      const parsed = fromLoaderSchema.safeParse(untrusted);
      if (!parsed.success) return broken(`Its tasks cannot be described: ${parsed.error.message}`);
      if (parsed.data.type !== "importing") return settle(resultOf(parsed.data));
      files = parsed.data.files;
      limit(limitMs, slowImport(limitMs));
    });
    worker.on("error", (error) => broken(`It ended its thread while it was imported: ${messageOf(error)}`));
    worker.on("exit", (code) =>
      broken(`It ended its thread while it was imported (exit code ${code}). Call process.exit in no task file.`),
    );
  });
}

function resultOf(message: Exclude<FromLoader, { type: "importing" }>): LoadResult {
  if (message.type === "loaded") return { ok: true, code: message.code, tasks: message.tasks, files: message.files };
  const { code, message: words, stack } = message.error;
  return {
    ok: false,
    files: message.files,
    error: { code, message: words, ...(stack === undefined ? {} : { stack }) },
  };
}

function slowImport(limitMs: number): string {
  return `It was still busy ${limitMs / 1_000} s after its import began. Do the work in a task's run function, not beside it.`;
}
