import type { App } from "../../workbench/app.ts";

/** Whether the host knows that job and it is not held. */
export function hasJob(app: App, taskId: string): boolean {
  return app.live()?.jobs.some((job) => job.taskId === taskId) === true;
}

/** Starts a job, and offers to look at its run. */
export async function runJob(app: App, taskId: string, payload?: unknown): Promise<void> {
  const run = await app.client().jobs.run({ taskId, ...(payload === undefined ? {} : { payload }) });
  app.notices.info(`${run.taskTitle} was started.`, [
    { label: "Show run", run: () => app.open({ kind: "run", id: run.id }) },
  ]);
}
