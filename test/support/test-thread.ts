import { parentPort } from "node:worker_threads";
import { serveTasks } from "../../jobs/pool/thread-runtime.ts";
import { importForRuns } from "../../jobs/task-files/import-for-runs.ts";
import { builtInTasks } from "../../jobs/tasks/registry.ts";
import { testTasks } from "./test-tasks.ts";
import { threadedTasks } from "./threaded-tasks.ts";

if (!parentPort) throw new Error("This file is the entry of a worker thread");
serveTasks([...testTasks, ...threadedTasks, ...builtInTasks], parentPort, importForRuns);
