import { eventIterator, oc } from "@orpc/contract";
import { z } from "zod";
import { logLineSchema } from "../model/read-models/runs.ts";

/** More than anybody writes by hand. */
const longestText = 256 * 1024;

/** Names exactly one text: whoever saves says which one was changed. */
const version = z.string().max(100);

export const keybindingsFileSchema = z.object({
  path: z.string(),
  /** Empty when there is no file. */
  text: z.string(),
  version,
  /** Why the file cannot be read; null when it can. */
  problem: z.string().nullable(),
});
export type KeybindingsText = z.infer<typeof keybindingsFileSchema>;

/** The calls about `keybindings.json`, the user's own keys, as a text. What it means is the window's to say. */
export const keybindingsCalls = {
  /** The text as it is, and again whenever it has changed, whoever changed it. */
  follow: oc.input(z.strictObject({})).output(eventIterator(keybindingsFileSchema)),
  /** Writes the whole text. Refused (NOT_ALLOWED) when the file holds another text than that of `version` by now. */
  save: oc.input(z.strictObject({ text: z.string().max(longestText), version })).output(z.object({ version })),
};

/** The end of the host's own log, and every entry as it is written; values of secrets are replaced by their names. */
export const hostLogCall = oc
  .input(z.strictObject({}))
  .output(eventIterator(z.object({ lines: z.array(logLineSchema) })));
