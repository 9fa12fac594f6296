import type { Task } from "../sdk/task.ts";
import { command } from "./custom/command.ts";
import { httpRequest } from "./custom/http-request.ts";
import { syncS3 } from "./sync/sync-s3.ts";

/** The tasks that come with Jobdeck. */
export const builtInTasks: readonly Task[] = [syncS3, command, httpRequest];
