import type { FileProblem } from "../../../jobs/model/read-models.ts";
import { settingField } from "../../../jobs/model/settings.ts";
import type { BrokenTaskFile } from "../../../jobs/model/users-tasks.ts";
import { firstLine } from "../../format/words.ts";
import type { Live } from "../../state/live.ts";

export type Problem = {
  readonly key: string;
  readonly severity: "error" | "warning";
  /** Title of the job, or name of the task file. */
  readonly job: string;
  readonly message: string;
  /** All that is known of it, where a line is not enough. */
  readonly details?: string;
  /** Where it can be mended. */
  readonly fix:
    | { readonly kind: "run"; readonly runId: string }
    | { readonly kind: "settings"; readonly group: string | undefined }
    | { readonly kind: "file"; readonly name: string }
    | { readonly kind: "settings-file"; readonly line: number | null };
};

type Known = Pick<Live, "jobs" | "brokenFiles" | "fileProblems">;

/** What is wrong now: settings and task files that cannot be loaded, jobs whose last run failed or had warnings, and jobs that lack a setting. Errors first. */
export function problemsOf(live: Known): readonly Problem[] {
  const problems = live.jobs.flatMap((job): readonly Problem[] => {
    if (job.missing.length > 0) {
      const names = job.missing.map((name) => settingField(name)?.title ?? name);
      const [first = ""] = job.missing;
      const fix = { kind: "settings", group: settingField(first)?.group } as const;
      return [{ key: job.taskId, severity: "warning", job: job.title, message: `Missing: ${names.join(", ")}`, fix }];
    }
    if (!job.last || (job.health !== "failing" && job.health !== "warnings")) return [];
    const fix = { kind: "run", runId: job.last.id } as const;
    const failing = job.health === "failing";
    const message = firstLine((failing ? job.last.error?.message : job.last.summary) ?? "") || "No reason was given";
    return [{ key: job.taskId, severity: failing ? "error" : "warning", job: job.title, message, fix }];
  });
  const files = live.fileProblems.filter(({ severity }) => severity !== "info").map(fileProblem);
  return [...files, ...live.brokenFiles.map(brokenFile), ...problems].sort((left, right) =>
    left.severity.localeCompare(right.severity),
  );
}

function brokenFile({ file, message, stillUsed }: BrokenTaskFile): Problem {
  const name = file.split(/[/\\]/).at(-1) ?? file;
  const goesOn = stillUsed.length > 0 ? ` The last good version goes on: ${stillUsed.join(", ")}.` : "";
  return {
    ...{ key: file, severity: "error", job: name, message: `${firstLine(message)}${goesOn}` },
    ...{ details: `${file}\n${message}`, fix: { kind: "file", name } },
  };
}

function fileProblem({ file, line, column, severity, message }: FileProblem): Problem {
  const where = line === null ? "" : ` [Ln ${line}, Col ${column ?? 1}]`;
  return {
    ...{ key: `${file}:${line}:${column}`, severity: severity === "error" ? "error" : "warning", job: file },
    ...{ message: `${message}${where}`, details: message, fix: { kind: "settings-file", line } },
  };
}

export function countProblems(live: Known): { readonly errors: number; readonly warnings: number } {
  const problems = problemsOf(live);
  const errors = problems.filter((problem) => problem.severity === "error").length;
  return { errors, warnings: problems.length - errors };
}
