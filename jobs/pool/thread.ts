import { parentPort } from "node:worker_threads";
import { builtInTasks } from "../tasks/registry.ts";
import { serveTasks } from "./thread-runtime.ts";

if (!parentPort) throw new Error("This file is the entry of a worker thread and cannot be started by itself");
serveTasks(builtInTasks, parentPort, async (code) => {
  // Only threads that run the user's files pay for what those may import.
  const { importForRuns } = await import("../task-files/import-for-runs.ts");
  return importForRuns(code);
});
