import { parentPort } from "node:worker_threads";
import { serveTasks } from "../../jobs/pool/thread-runtime.ts";
import { calmTask, hostileTasks } from "./hostile-tasks.ts";

if (!parentPort) throw new Error("This file is the entry of a worker thread");
serveTasks([...hostileTasks, calmTask], parentPort);
