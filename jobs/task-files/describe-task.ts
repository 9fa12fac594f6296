import { z } from "zod";
import { JobdeckError } from "../model/errors.ts";
import { didYouMean } from "../model/nearest.ts";
import { settingField, settingFields } from "../model/settings.ts";
import type { TaskDescription } from "../model/task-file.ts";
import { parseWhen } from "../schedule/parse-when.ts";
import { validateZone } from "../schedule/zones.ts";
import type { Task } from "../sdk/task.ts";

/** What the host is told of a task. @throws JobdeckError BAD_INPUT for a name of a secret or setting that cannot be, BAD_SCHEDULE */
export function describeTask(task: Task): TaskDescription {
  for (const name of [...task.secrets, ...task.settings]) assertSetting(task.id, name);
  for (const { when, zone } of task.schedules) assertWhen(task.id, when, zone);
  const { schema, run, secretsOf, isolation, ...rest } = task;
  return {
    ...rest,
    retry: { ...task.retry },
    retention: { ...task.retention },
    secrets: [...task.secrets],
    settings: [...task.settings],
    optional: [...task.optional],
    schedules: task.schedules.map((schedule) => ({ ...schedule })),
    namesSecrets: secretsOf !== undefined,
    payloadSchema: payloadSchemaOf(schema),
  };
}

function assertSetting(taskId: string, name: string): void {
  if (settingField(name)) return;
  const known = settingFields.map((field) => field.name);
  throw new JobdeckError(
    "BAD_INPUT",
    `Task "${taskId}" wants "${name}", which is no secret or setting.${didYouMean(name, known)} One of your own is named custom.NAME.`,
  );
}

function assertWhen(taskId: string, when: string, zone: string | undefined): void {
  const zoned = zone === undefined ? undefined : validateZone(zone);
  const parsed = parseWhen(when, { anchorAt: 0, zone: "UTC" });
  const problem = zoned?.ok === false ? zoned.error : parsed.ok ? undefined : parsed.error;
  if (problem) throw new JobdeckError("BAD_SCHEDULE", `Task "${taskId}": ${problem.message}`);
}

/** A schema that JSON Schema cannot say, for example with a transform, is shown as one that takes anything. */
function payloadSchemaOf(schema: z.ZodType): unknown {
  try {
    return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  } catch {
    return {};
  }
}
