import type { Task } from "../sdk/task.ts";
import { syncS3 } from "./sync/sync-s3.ts";

/** The tasks that come with Jobdeck. */
export const builtInTasks: readonly Task[] = [syncS3];
