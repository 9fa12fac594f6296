import type { Notice } from "./incidents.ts";

/** Notices that come within this time of the first are shown as one. */
export const digestMs = 60_000;

/** What is put before the user: one notice, or several as one. */
export type Shown = {
  readonly title: string;
  readonly body: string;
  /** The run that a click opens; null when there are several jobs: the list of jobs is opened. */
  readonly runId: string | null;
  /** True when the run can be tried again from the notification. */
  readonly canRetry: boolean;
};

/** Several notices as one; of a job with several the newest counts. */
export function digest(notices: readonly Notice[]): Shown {
  const newest = [...new Map(notices.map((notice) => [notice.taskId, notice])).values()];
  const [only] = newest;
  if (only !== undefined && newest.length === 1) {
    const failed = only.kind !== "recovered";
    return { title: only.title, body: only.body, runId: only.runId, canRetry: failed };
  }
  const failed = newest.filter((notice) => notice.kind !== "recovered");
  return {
    title: titleOf(failed.length, newest.length - failed.length),
    body: newest.map((notice) => `${notice.title}: ${notice.body}`).join("\n"),
    runId: null,
    canRetry: false,
  };
}

function titleOf(failed: number, recovered: number): string {
  const parts = [
    failed > 0 ? `${failed} ${failed === 1 ? "job fails" : "jobs fail"}` : "",
    recovered > 0 ? `${recovered} ${recovered === 1 ? "works" : "work"} again` : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}
