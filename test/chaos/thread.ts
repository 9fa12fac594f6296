import { parentPort } from "node:worker_threads";
import { serveTasks } from "../../jobs/pool/thread-runtime.ts";
import { readOrders } from "./orders.ts";
import { chaosTasks } from "./tasks.ts";

if (!parentPort) throw new Error("This file is the entry of a worker thread");
const { witnessFile, death } = readOrders(process.env);
serveTasks(chaosTasks(witnessFile, death), parentPort);
