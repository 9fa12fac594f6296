import { parentPort, workerData } from "node:worker_threads";
import { toStoredError } from "../model/errors.ts";
import { type SealOptions, sealCopy } from "./seal.ts";

if (!parentPort) throw new Error("This file is the entry of a thread and cannot be started by itself");
try {
  parentPort.postMessage({ seal: sealCopy(workerData as SealOptions) });
} catch (error) {
  // An error loses its code on the way to the other thread.
  parentPort.postMessage({ error: toStoredError(error, "DATABASE_UNUSABLE") });
}
