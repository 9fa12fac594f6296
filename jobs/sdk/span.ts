/**
 * Times a part of a run for the waterfall of its steps. Unlike a `step` nothing is kept but the times: a later try does it
 * again. Spans begun inside `work` are shown beneath it. Of one try, 500 are kept.
 *
 * @param name cut after 200 characters
 * @throws what `work` throws
 */
export type TimeSpan = <T>(name: string, work: () => T | Promise<T>) => Promise<T>;
