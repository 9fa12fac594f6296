import { Worker } from "node:worker_threads";
import { usersEnvironment } from "../model/users-environment.ts";
import type { LoaderData } from "./protocol.ts";

/** Megabytes of JavaScript heap that code of the user's may have while it is imported and asked. */
const maxHeapMb = 256;

export type LoaderOptions = {
  /** Entry file of the loader threads. */
  readonly loaderPath: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** Starts a thread for code of the user's, with the user's environment. What it prints is thrown away. */
export function startLoader({ loaderPath, env }: LoaderOptions, workerData: LoaderData): Worker {
  const worker = new Worker(loaderPath, {
    workerData,
    env: usersEnvironment(env),
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
    stdout: true,
    stderr: true,
  });
  worker.stdout.resume();
  worker.stderr.resume();
  return worker;
}

/** Ends such a thread; nothing of it is heard any more. */
export function endLoader(worker: Worker): void {
  worker.removeAllListeners();
  // What is thrown while it is being ended concerns nobody.
  worker.on("error", () => undefined);
  void worker.terminate();
}
