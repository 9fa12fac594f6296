import { oc } from "@orpc/contract";
import { z } from "zod";
import { longestThemeText, shownThemeSchema } from "../model/theme.ts";

const name = z.string().min(1).max(200);
const found = z.object({
  name,
  theme: shownThemeSchema,
  /** Why the theme of that name cannot be shown; what is shown then is the system's. */
  problem: z.string().nullable(),
});

/** The calls about colour themes: those that come with the window, and files in the home's `themes`. */
export const themeCalls = {
  list: oc.input(z.strictObject({})).output(z.array(found)),
  /** The one that the settings name. */
  current: oc.input(z.strictObject({})).output(found),
  /** Adds a VS Code colour theme by its text. BAD_INPUT with what is wrong with it. */
  add: oc.input(z.strictObject({ fileName: name, text: z.string().max(longestThemeText) })).output(z.object({ name })),
};
