import AbstractBaseWorker from "jobdeck/abstract-base-worker";
import JobFactory, { type JobCallback, Range, RecurrenceRule } from "jobdeck/job-factory";
import schedule from "jobdeck/schedule";
import ThreadJobFactory from "jobdeck/thread-job-factory";

export const fired: { name: string; at: Date }[] = [];

export default class MyJob extends JobFactory {
  protected getSpec() {
    const rule = new RecurrenceRule();
    rule.hour = 0; // Run at midnight
    rule.minute = 0;
    return rule;
  }

  protected getJobCallback(): JobCallback {
    return (fireDate: Date) => {
      fired.push({ name: "my-job", at: fireDate });
      // Your job logic here
    };
  }
}

class MyWorker extends AbstractBaseWorker<Date, void> {
  getFilename(): string {
    return import.meta.filename;
  }

  protected run(fireDate: Date): void {
    // Send result back to main thread
    this.parentPort?.postMessage({ processed: fireDate.toISOString() });
  }
}

export class MyThreadJob extends ThreadJobFactory {
  constructor() {
    super();
    this.setEnable(true);
  }

  protected getSpec() {
    const rule = new RecurrenceRule();
    rule.minute = new Range(0, 60, 5); // Every 5 minutes
    return rule;
  }

  protected getWorker(): AbstractBaseWorker<Date, void> {
    return new MyWorker();
  }
}

export class Disabled extends MyJob {
  constructor() {
    super();
    this.setEnable(false);
  }
}

/** The seed's lines of "Cron String Format" and "Date-Based Scheduling". */
export function scheduleAll(job: JobCallback) {
  return [
    // Every minute
    schedule.scheduleJob("every-minute", "0 * * * * *", job),
    // Every Monday at 9 AM
    schedule.scheduleJob("mondays", "0 0 9 * * 1", job),
    // Run once at specific date/time
    schedule.scheduleJob("once", new Date(2036, 11, 25, 9, 0, 0), job),
    schedule.scheduleJob("*/5 * * * *", job),
  ];
}
