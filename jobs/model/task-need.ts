/**
 * What a home must have before the schedules of some tasks mean anything. "news": a source of news that is turned on, or
 * any news at all.
 */
export const taskNeeds = ["news"] as const;
export type TaskNeed = (typeof taskNeeds)[number];
