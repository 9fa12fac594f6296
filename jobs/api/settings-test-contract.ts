import { oc } from "@orpc/contract";
import { z } from "zod";

export const settingsTestSchema = z.object({
  ok: z.boolean(),
  /** What works, or why it does not. */
  message: z.string(),
  /** What does not work though the credentials do; null when there is nothing. */
  warning: z.string().nullable(),
});
export type SettingsTest = z.infer<typeof settingsTestSchema>;

export const settingsTestCalls = {
  /**
   * Tries the credentials of a group against their service: `entered` where given, else the values in force. What was entered
   * is stored once it is accepted, and not before; `allowPlainText` must be true to store a secret where there is no keychain.
   */
  test: oc
    .input(
      z.strictObject({
        group: z.string().min(1).max(100),
        entered: z.record(z.string().max(200), z.string().max(4_096)).optional(),
        allowPlainText: z.boolean().optional(),
      }),
    )
    .output(settingsTestSchema),
};
