import { z } from "zod";
import { settingCategories, settingKinds } from "../settings/field.ts";

export const settingViewSchema = z.object({
  name: z.string(),
  group: z.string(),
  title: z.string(),
  description: z.string(),
  kind: z.enum(settingKinds),
  required: z.boolean(),
  /** Of what is required: the one job that needs it, in words; null when all of the group's do. */
  neededBy: z.string().nullable(),
  env: z.string().nullable(),
  placeholder: z.string().nullable(),
  default: z.string().nullable(),
  /** Where the value in force comes from. */
  source: z.enum(["environment", "stored", "default", "demo", "none"]),
  /** The value in force; always null for secrets, which never leave the host. */
  value: z.string().nullable(),
});
export type SettingView = z.infer<typeof settingViewSchema>;

export const settingGroupViewSchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  category: z.enum(settingCategories),
  credential: z.boolean(),
  testable: z.boolean(),
  /** When these values last passed a test; null when they never did, or have changed since. */
  passedAt: z.number().nullable(),
  fields: z.array(settingViewSchema),
});
export type SettingGroupView = z.infer<typeof settingGroupViewSchema>;

/** Something wrong in a file of the user's, and what to do about it. */
export const fileProblemSchema = z.object({
  /** Its name in the home, for example "settings.json". */
  file: z.string(),
  severity: z.enum(["error", "warning", "info"]),
  message: z.string(),
  /** Both from 1; null when it is the file as a whole. */
  line: z.number().int().nullable(),
  column: z.number().int().nullable(),
});
export type FileProblem = z.infer<typeof fileProblemSchema>;
