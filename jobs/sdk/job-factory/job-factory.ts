import type { JobSpec } from "./recurrence.ts";
import { type Job, type JobCallback, scheduled } from "./schedule-job.ts";

/** A job as a class: when it runs, and what it does. `create` makes it a task whose id is the class's name. */
export abstract class JobFactory {
  private enabled = true;

  protected abstract getSpec(): JobSpec;

  protected abstract getJobCallback(): JobCallback;

  /** A job that is disabled is not created. */
  setEnable(enabled: boolean): void {
    this.enabled = enabled;
  }

  isEnabled(): boolean {
    return this.enabled;
  }

  /** Undefined when it is disabled. @throws JobdeckError BAD_SCHEDULE, NOT_ALLOWED outside of a task file */
  create(): Job | undefined {
    if (!this.enabled) return undefined;
    return scheduled(this.constructor.name, this.getSpec(), (fireDate) => this.getJobCallback()(fireDate));
  }
}

// biome-ignore lint/style/noDefaultExport: the class style that this stands in for is imported by default.
export default JobFactory;
