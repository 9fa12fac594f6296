import { z } from "zod";
import { nearest } from "../../model/nearest.ts";
import { settingField, settingFields } from "../../model/settings.ts";

/** The name of a secret: one of Jobdeck's own, or `custom.NAME`. That it has a value is looked at when it is needed. */
export const secretNameSchema = z
  .string()
  .max(100)
  .refine((name) => settingField(name)?.kind === "secret", { error: ({ input }) => problemOf(String(input)) });

/** Stands for the value of a secret. */
export const secretReferenceSchema = z.strictObject({ secret: secretNameSchema });

function problemOf(name: string): string {
  if (name.startsWith("custom."))
    return `"${name}" is no name of a secret: after "custom." come small letters, digits, "_" and "-"`;
  const secrets = settingFields.filter(({ kind }) => kind === "secret").map((field) => field.name);
  const [near] = nearest(name, secrets);
  return `there is no secret "${name}"; ${near ? `did you mean "${near}"?` : 'your own are called "custom.NAME"'}`;
}
