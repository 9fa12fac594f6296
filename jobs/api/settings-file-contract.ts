import { oc } from "@orpc/contract";
import { z } from "zod";
import { longestSettingsText } from "../model/settings-text.ts";

/** The version names exactly one text: whoever saves says which one was changed. */
const version = z.string().max(100);

/** The calls about `settings.json` as a text. */
export const settingsFileCalls = {
  /** The text as it is; empty when there is no file. */
  file: oc.input(z.strictObject({})).output(z.object({ path: z.string(), text: z.string(), version })),
  /** Writes the whole text. Refused (NOT_ALLOWED) when the file holds another text than that of `version` by now. */
  saveFile: oc
    .input(z.strictObject({ text: z.string().max(longestSettingsText), version }))
    .output(z.object({ version })),
};
