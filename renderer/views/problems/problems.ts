import { linesOf } from "../../../jobs/model/lines.ts";
import type { JobSummary } from "../../../jobs/model/read-models/jobs.ts";
import type { ScheduleProblem } from "../../../jobs/model/read-models/schedules.ts";
import type { FileProblem } from "../../../jobs/model/read-models/settings.ts";
import { settingField } from "../../../jobs/model/settings.ts";
import type { BrokenTaskFile } from "../../../jobs/model/users-tasks.ts";
import { firstLine } from "../../format/words.ts";
import type { Live } from "../../state/live.ts";

/** A way to mend a problem, or to where it can be mended. */
export type Fix =
  | { readonly kind: "run"; readonly runId: string }
  | { readonly kind: "retry"; readonly runId: string }
  | { readonly kind: "settings"; readonly group: string | undefined }
  | { readonly kind: "file"; readonly name: string }
  | { readonly kind: "settings-file"; readonly line: number | null }
  | { readonly kind: "keybindings-file" }
  | { readonly kind: "schedule"; readonly taskId: string }
  | { readonly kind: "storage" };

export type Problem = {
  readonly key: string;
  readonly severity: "error" | "warning";
  /** Title of the job, or name of the task file. */
  readonly job: string;
  readonly message: string;
  /** All that is known of it, where a line is not enough. */
  readonly details?: string;
  /** The first is what a click on the whole line does. */
  readonly fixes: readonly [Fix, ...Fix[]];
};

type Known = Pick<Live, "jobs" | "brokenFiles" | "fileProblems"> & {
  readonly keyProblems?: Live["keyProblems"];
  readonly engine: Pick<Live["engine"], "diskProblem" | "vaultWarning">;
};

/**
 * What is wrong now: a disk that takes nothing, settings and task files that cannot be loaded, jobs whose last run failed or had warnings or that
 * lack a setting, schedules that cannot do what they say, and a system without a keychain. Errors first.
 */
export function problemsOf({ engine, jobs, brokenFiles, fileProblems, keyProblems = [] }: Known): readonly Problem[] {
  const problems = [
    ...diskProblem(engine),
    ...[...fileProblems, ...keyProblems].filter(({ severity }) => severity !== "info").map(fileProblem),
    ...brokenFiles.map(brokenFile),
    ...linesOf({ jobs }).flatMap(jobProblem),
    ...jobs.flatMap((job) => job.scheduleProblems.map((problem, index) => scheduleProblem(job, problem, index))),
    ...vaultProblem(engine),
  ];
  return problems.sort((left, right) => left.severity.localeCompare(right.severity));
}

function diskProblem({ diskProblem: message }: Known["engine"]): readonly Problem[] {
  if (message === null) return [];
  return [{ key: "disk", severity: "error", job: "Disk", message, fixes: [{ kind: "storage" }] }];
}

function vaultProblem({ vaultWarning: message }: Known["engine"]): readonly Problem[] {
  if (message === null) return [];
  const fixes = [{ kind: "settings", group: "s3" }] as const;
  return [{ key: "vault", severity: "warning", job: "Keychain", message: firstLine(message), details: message, fixes }];
}

function jobProblem(job: JobSummary): readonly Problem[] {
  const base = { key: job.taskId, job: job.title };
  if (job.missing.length > 0) {
    const names = job.missing.map((name) => settingField(name)?.title ?? name);
    const group = settingField(job.missing[0] ?? "")?.group;
    const message = `Missing: ${names.join(", ")}`;
    return [{ ...base, severity: "warning", message, fixes: [{ kind: "settings", group }] }];
  }
  if (!job.last || (job.health !== "failing" && job.health !== "warnings")) return [];
  const open = { kind: "run", runId: job.last.id } as const;
  const failing = job.health === "failing";
  const message = firstLine((failing ? job.last.error?.message : job.last.summary) ?? "") || "No reason was given";
  if (!failing) return [{ ...base, severity: "warning", message, fixes: [open] }];
  return [{ ...base, severity: "error", message, fixes: [open, { kind: "retry", runId: job.last.id }] }];
}

function scheduleProblem(job: JobSummary, { scheduleId, title, message }: ScheduleProblem, index: number): Problem {
  const isScript = job.scripts.some((script) => script.scheduleId === scheduleId);
  return {
    ...{ key: `${scheduleId} ${index}`, severity: "warning", job: title ?? job.title },
    ...{ message: firstLine(message), details: message },
    fixes: [{ kind: "schedule", taskId: isScript ? scheduleId : job.taskId }],
  };
}

function brokenFile({ file, message, stillUsed }: BrokenTaskFile): Problem {
  const name = file.split(/[/\\]/).at(-1) ?? file;
  const goesOn = stillUsed.length > 0 ? ` The last good version goes on: ${stillUsed.join(", ")}.` : "";
  return {
    ...{ key: file, severity: "error", job: name, message: `${firstLine(message)}${goesOn}` },
    ...{ details: `${file}\n${message}`, fixes: [{ kind: "file", name }] },
  };
}

function fileProblem({ file, line, column, severity, message }: FileProblem): Problem {
  const where = line === null ? "" : ` [Ln ${line}, Col ${column ?? 1}]`;
  return {
    ...{ key: `${file}:${line}:${column}`, severity: severity === "error" ? "error" : "warning", job: file },
    ...{ message: `${message}${where}`, details: message },
    fixes: [file === "keybindings.json" ? { kind: "keybindings-file" } : { kind: "settings-file", line }],
  };
}

export function countProblems(live: Known): { readonly errors: number; readonly warnings: number } {
  const problems = problemsOf(live);
  const errors = problems.filter((problem) => problem.severity === "error").length;
  return { errors, warnings: problems.length - errors };
}
