import { Worker } from "node:worker_threads";
import { type ErrorCode, JobdeckError, type StoredError } from "../model/errors.ts";
import type { Seal, SealOptions } from "./seal.ts";

type Answer = { readonly seal: Seal } | { readonly error: StoredError };

/**
 * `sealCopy` in a thread, so that the host goes on meanwhile.
 *
 * @param threadPath entry file of that thread
 * @throws what `sealCopy` throws
 */
export function sealInThread(threadPath: string): (options: SealOptions) => Promise<Seal> {
  return (options) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(threadPath, { workerData: options });
      worker.once("message", (answer: Answer) => {
        if ("seal" in answer) return resolve(answer.seal);
        const { code, message, stack } = answer.error;
        reject(new JobdeckError(code as ErrorCode, message, { cause: stack }));
      });
      worker.once("error", reject);
      worker.once("exit", (code) => reject(new Error(`The thread that checks backups ended with exit code ${code}`)));
    });
}
