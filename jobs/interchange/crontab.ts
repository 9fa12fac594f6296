import { parseCronFields } from "./cron-fields.ts";
import { splitCommand } from "./crontab-command.ts";
import { parseVariable } from "./crontab-environment.ts";
import { type CronLine, splitLine } from "./crontab-line.ts";
import { createCronSettings } from "./crontab-settings.ts";
import { jobdeckCall } from "./jobdeck-call.ts";
import {
  createImportKeys,
  type ImportFacts,
  type ImportPlan,
  type NotTaken,
  type PlanEntry,
  shortened,
} from "./plan.ts";
import { whenProblem } from "./when-problem.ts";

export type CrontabOptions = ImportFacts & {
  /** It has a column with the user before the command, as /etc/crontab. */
  readonly system?: boolean;
};

export type CrontabPlan = ImportPlan & {
  /** How many lines there were, and which of them are neither jobs nor problems. */
  readonly lines: number;
  readonly comments: readonly number[];
  readonly variables: readonly number[];
};

/** Characters that a crontab may have; a person's has a thousandth of it. */
const largest = 1024 * 1024;

/** cron catches up nothing, and never asks whether the last run has ended. */
const asCron = { missed: "skip", overlap: "allow" } as const;

/** What no line of a crontab says, and is different all the same. */
const cronRemarks: readonly string[] = [
  "cron gives a command little more than PATH=/usr/bin:/bin; Jobdeck gives it the host's environment, and the variables of the crontab.",
  "A command is ended after an hour; at most ten run at a time. When the clocks change, the rule of docs/schedules.md holds.",
];

/**
 * Reads a crontab as cron does (cronie, Vixie cron), and says of every line that is no job, comment or variable why it stays
 * behind. Never throws. Without a CRON_TZ, times are those of `zone`.
 */
export function parseCrontab(text: string, options: CrontabOptions): CrontabPlan {
  const none = { entries: [], lines: 0, comments: [], variables: [] };
  if (text.length > largest) {
    const reason = `this is no crontab: it has ${text.length} characters, and at most ${largest} are read`;
    return { ...none, notTaken: [{ file: null, line: 1, text: shortened(text.slice(0, 200)), reason }] };
  }
  const [entries, notTaken, comments, variables] = [[], [], [], []] as [PlanEntry[], NotTaken[], number[], number[]];
  const settings = createCronSettings(options);
  const keyOf = createImportKeys("crontab");
  const lines = text.replace(/^\ufeff/, "").split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  for (const [index, raw] of lines.entries()) {
    const line = index + 1;
    const content = raw.replace(/^[ \t]+/, "");
    const refuse = (reason: string) => notTaken.push({ file: null, line, text: shortened(raw), reason });
    if (content.trim() === "" || content.startsWith("#")) {
      comments.push(line);
      continue;
    }
    const variable = parseVariable(content);
    if (variable) {
      const problem = settings.set(variable);
      if (problem === undefined) variables.push(line);
      else refuse(problem);
      continue;
    }
    const read = readJob(content, { ...options, settings, line });
    if (typeof read === "string") refuse(read);
    else entries.push({ ...read, importKey: keyOf(...read.identity) });
  }
  return { entries: entries.map(bare), notTaken, remarks: cronRemarks, lines: lines.length, comments, variables };
}

type Read = Omit<PlanEntry, "importKey"> & { readonly identity: readonly string[] };

function bare({ identity: _, ...entry }: PlanEntry & Partial<Pick<Read, "identity">>): PlanEntry {
  return entry;
}

type JobOptions = CrontabOptions & {
  readonly settings: ReturnType<typeof createCronSettings>;
  readonly line: number;
};

function readJob(content: string, { settings, line, user, system = false }: JobOptions): Read | string {
  const split = splitLine(content, { system, user });
  if (typeof split === "string") return split;
  const timed = timesOf(split);
  if (typeof timed === "string") return timed;
  const around = settings.now();
  if (typeof around === "string") return around;
  const problem = whenProblem(timed.when, around.zone);
  if (problem !== undefined) return problem;
  const command = splitCommand(split.command);
  const size = sizeProblem(command);
  if (size !== undefined) return size;
  const call = jobdeckCall(command);
  const { shell } = command;
  const what = call ?? { taskId: "command", payload: around.payloadOf(command) };
  return {
    file: null,
    line,
    title: shortened(call ? call.taskId : shell, 80),
    when: timed.when,
    zone: around.zone,
    ...what,
    policies: { ...asCron, ...around.policies },
    identity: [split.times.join(" "), around.zone, split.command],
    notes: [...split.notes, ...timed.notes, ...(call ? [] : around.notes)],
  };
}

function timesOf({ times, command }: CronLine) {
  const [first = ""] = times;
  if (times.length > 1) return read(parseCronFields(times, `${times.join(" ")} ${command}`));
  if (first === "@reboot")
    return "Jobdeck has no schedule that means «when the computer starts». Put the command into your session's autostart";
  if (/^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$/.test(first)) return { when: first, notes: [] };
  return `cron knows no "${shortened(first, 40)}". Known: @hourly, @daily, @midnight, @weekly, @monthly, @yearly, @annually`;
}

function read(parsed: ReturnType<typeof parseCronFields>) {
  return parsed.ok ? parsed : parsed.reason;
}

/** What the task "command" does not take. */
function sizeProblem({ shell, stdin = "" }: { readonly shell: string; readonly stdin: string | undefined }) {
  if (shell.trim() === "") return "it has no command";
  if (shell.length > 131_072) return `its command has ${shell.length} characters, and at most 131072 can be kept`;
  if (stdin.length > 1_048_576) return `its input has ${stdin.length} characters, and at most 1048576 can be kept`;
  return shell.includes("\0") || stdin.includes("\0") ? "it has a NUL character, which no command can have" : undefined;
}
