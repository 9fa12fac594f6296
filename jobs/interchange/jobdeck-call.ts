import type { CronCommand } from "./crontab-command.ts";

/*
 * `jobdeck run TASK 'JSON'`: what a schedule of a task becomes in a crontab, and is made a schedule of that task again when
 * that crontab is read.
 */

export type JobdeckCall = { readonly taskId: string; readonly payload: unknown };

const program = "jobdeck run ";

/** A word that the shell takes as it is. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The shell line that runs a task. */
export function jobdeckLine({ taskId, payload }: JobdeckCall): string {
  const json = JSON.stringify(payload ?? {});
  return `${program}${quoted(taskId)}${json === "{}" ? "" : ` ${quoted(json)}`}`;
}

/** The call that such a line makes; undefined when it is any other line. */
export function jobdeckCall({ shell, stdin }: CronCommand): JobdeckCall | undefined {
  const match = /^jobdeck run ([\w@%+=:,./-]+)(?: '(\{[\s\S]*)')?$/.exec(shell);
  const [, taskId = "", json = "{}"] = match ?? [];
  if (!match || stdin !== undefined || taskId.startsWith("-")) return undefined;
  try {
    const call = { taskId, payload: JSON.parse(json.replaceAll("'\\''", "'")) as unknown };
    return jobdeckLine(call) === shell ? call : undefined;
  } catch {
    // Anything else between the quotes is a payload that was typed; the command line itself will judge it.
    return undefined;
  }
}
