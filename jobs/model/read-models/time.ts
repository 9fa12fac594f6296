import { z } from "zod";

/** UTC milliseconds. */
export const time = z.number().int();
