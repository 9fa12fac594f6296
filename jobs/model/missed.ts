/** What is done with what a pause had skipped when it ends: nothing, its newest time, or as many as are caught up at most. */
export const missedWishes = ["nothing", "once", "all"] as const;
export type Missed = (typeof missedWishes)[number];
