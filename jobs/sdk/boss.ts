import { JobdeckError } from "../model/errors.ts";

/**
 * The pg-boss instance behind the queue.
 *
 * @throws JobdeckError WRONG_BACKEND: runs are kept in SQLite, where there is none
 */
export function getBoss(): Promise<never> {
  return Promise.reject(
    new JobdeckError(
      "WRONG_BACKEND",
      'getBoss() gives the pg-boss instance of the postgres backend, and this home keeps its runs in SQLite. Use sendJob and getJobStatus of "jobdeck/client", which need no backend of their own.',
    ),
  );
}
