import { type ChildProcess, spawn } from "node:child_process";
import { endTree, runVariable } from "../../process/process-tree.ts";

/** Output that is still in the pipe when the program has ended is read for so long. */
const drainMs = 2_000;
/** The same, once it had to be ended: no more time than the pool leaves. */
const lastDrainMs = 300;

export type ProcessOptions = {
  readonly program: string;
  readonly args: readonly string[];
  /** Windows: the arguments are one line that is handed on as it is. */
  readonly verbatim: boolean;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: string | undefined;
  readonly onStdout: (chunk: Buffer) => void;
  readonly onStderr: (chunk: Buffer) => void;
  /** Called with the pid; what it gives back, when the process has ended. */
  readonly guard: (pid: number) => () => void;
  /** Ends the process and all that it started. */
  readonly signal: AbortSignal;
};

export type ProcessEnd = {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Something that it started goes on and holds its output; nobody reads that any more. */
  readonly leftOpen: boolean;
};

/**
 * Runs a program until it has ended and its output is read. Once `signal` is raised the whole tree is ended first.
 *
 * @throws the system's error (ENOENT, EACCES, …) when it cannot be started; the signal's reason when that was raised
 */
export async function runProcess(options: ProcessOptions): Promise<ProcessEnd> {
  const { env, signal } = options;
  signal.throwIfAborted();
  const child = start(options);
  child.stdout?.on("data", options.onStdout);
  child.stderr?.on("data", options.onStderr);
  feed(child, options.stdin);
  const ended = endOf(child);
  // Without a pid it was never started, and the reason is on its way.
  if (child.pid === undefined) return ended;
  const release = options.guard(child.pid);
  const tree = { pid: child.pid, marker: `${runVariable}=${env[runVariable]}` };
  const stopped = onceAborted(signal, async () => {
    await endTree(tree);
    await Promise.race([ended, wait(lastDrainMs)]);
  });
  try {
    const end = await Promise.race([ended, stopped.done]);
    // The program may have ended long before what it started has.
    if (signal.aborted) await stopped.done;
    signal.throwIfAborted();
    return end ?? (await ended);
  } finally {
    stopped.forget();
    child.stdout?.destroy();
    child.stderr?.destroy();
    release();
  }
}

function start({ program, args, verbatim, cwd, env, stdin }: ProcessOptions): ChildProcess {
  return spawn(program, [...args], {
    ...{ cwd, env, windowsHide: true, windowsVerbatimArguments: verbatim },
    // A group of its own, so that all of it can be ended. On Windows that would be a window of its own.
    detached: process.platform !== "win32",
    stdio: [stdin === undefined ? "ignore" : "pipe", "pipe", "pipe"],
  });
}

function feed({ stdin }: ChildProcess, text: string | undefined): void {
  // A program need not read what it is given: that its end is closed (EPIPE) is no failure of it.
  stdin?.on("error", () => undefined);
  stdin?.end(text);
}

function endOf(child: ChildProcess): Promise<ProcessEnd> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    child.once("error", reject);
    child.once("exit", (exitCode, signal) => {
      timer = setTimeout(() => resolve({ exitCode, signal, leftOpen: true }), drainMs);
    });
    child.once("close", (exitCode, signal) => {
      clearTimeout(timer);
      resolve({ exitCode, signal, leftOpen: false });
    });
  });
}

/** Does the work when the signal is raised; `done` resolves after it. */
function onceAborted(signal: AbortSignal, work: () => Promise<void>) {
  let onAbort: () => void = () => undefined;
  const done = new Promise<undefined>((resolve, reject) => {
    onAbort = () => void work().then(() => resolve(undefined), reject);
  });
  signal.addEventListener("abort", onAbort, { once: true });
  return { done, forget: () => signal.removeEventListener("abort", onAbort) };
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
