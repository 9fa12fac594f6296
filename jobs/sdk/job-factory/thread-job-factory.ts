import type { AbstractBaseWorker } from "./abstract-base-worker.ts";
import { JobFactory } from "./job-factory.ts";
import type { JobCallback } from "./schedule-job.ts";

/** A job whose work is a worker's. */
export abstract class ThreadJobFactory extends JobFactory {
  protected abstract getWorker(): AbstractBaseWorker<Date, unknown>;

  protected getJobCallback(): JobCallback {
    return (fireDate) => this.getWorker().execute(fireDate);
  }
}

// biome-ignore lint/style/noDefaultExport: the class style that this stands in for is imported by default.
export default ThreadJobFactory;
