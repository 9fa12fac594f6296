import { safe } from "@orpc/client";
import type { JobdeckClient } from "../api/contract.ts";
import { connectHost } from "../api/remote-host.ts";
import { type ErrorCode, errorCodes, JobdeckError } from "../model/errors.ts";
import { homePath } from "../model/home.ts";
import { type JobStatus, jobStatus } from "../model/job-status.ts";
import type { TriggeredRun, TriggerOptions } from "../model/trigger.ts";
import { currentRun } from "../sdk/current.ts";

/**
 * Queues a run of a task and gives its handle once it is on disk. Within a run it is a child of that run; elsewhere it goes
 * to the host of the home (`JOBDECK_HOME`, else the platform's data folder).
 *
 * @throws JobdeckError NOT_FOUND, BAD_PAYLOAD; HOST_UNREACHABLE when no host runs
 */
export function sendJob(taskId: string, payload?: unknown, options?: TriggerOptions): Promise<TriggeredRun> {
  const run = currentRun();
  if (run) return run.tasks.trigger(taskId, payload, options);
  return withHost(async (client) => {
    const { id, status } = await client.jobs.run({ taskId, payload, ...(options && { options }) });
    return { id, status, taskId };
  });
}

/** What has become of a run. @throws JobdeckError NOT_FOUND; HOST_UNREACHABLE when no host runs */
export function getJobStatus(runId: string): Promise<JobStatus> {
  const run = currentRun();
  return run ? run.tasks.status(runId) : withHost(async (client) => jobStatus(await client.runs.get({ runId })));
}

async function withHost<T>(ask: (client: JobdeckClient) => Promise<T>): Promise<T> {
  const host = await connectHost(homePath(process.env, process.platform));
  try {
    const { data, error } = await safe(ask(host.client));
    if (error) throw refusal(error);
    return data as T;
  } finally {
    host.close();
  }
}

/** What the host refuses has the same code here as in the host. */
function refusal(error: Error): Error {
  const code = "code" in error ? String(error.code) : "";
  return code in errorCodes ? new JobdeckError(code as ErrorCode, error.message, { cause: error }) : error;
}
