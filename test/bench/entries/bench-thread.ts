import { parentPort } from "node:worker_threads";
import { serveTasks } from "../../../jobs/pool/thread-runtime.ts";
import { benchTasks } from "../support/tasks.ts";

if (!parentPort) throw new Error("This file is the entry of a worker thread");
serveTasks(benchTasks, parentPort);
