import { z } from "zod";

/**
 * What a job tells of itself by notifications: every run, its failures with their recovery, its recoveries only, or
 * nothing. A job for which nothing is chosen does as the settings say.
 */
export const notifyWishes = ["always", "failure", "recovery", "never"] as const;
export type NotifyWish = (typeof notifyWishes)[number];

/** Null: as the settings say. */
export const notifyWishSchema = z.enum(notifyWishes).nullable();
