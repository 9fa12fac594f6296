import { tasks } from "./imported.ts";

/** What a task file has as `jobdeck/client`: its code runs in runs only, and what it sends is a child of its run. */
export const sendJob = tasks.trigger;
export const getJobStatus = tasks.status;
