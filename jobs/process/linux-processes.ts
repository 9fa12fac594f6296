import { readdirSync, readFileSync } from "node:fs";

/** A process as Linux tells of it. `startedAt` is in ticks since the boot: with the pid it names one process for ever. */
export type LinuxProcess = {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly startedAt: string;
};

/** All processes that have not ended; one that ended and was not asked for by its parent has. Empty without `/proc`. */
export function linuxProcesses(): readonly LinuxProcess[] {
  return pids().flatMap((pid) => {
    const stat = readOrNothing(`/proc/${pid}/stat`);
    // The name is in brackets and may itself hold brackets and spaces: proc_pid_stat(5).
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state, parent, group] = fields;
    const startedAt = fields[19];
    if (startedAt === undefined || state === "Z" || state === "X") return [];
    return [{ pid, parent: Number(parent), group: Number(group), startedAt }];
  });
}

/** Whether one of these lines is in the environment that a process was started with. */
export function hasInEnvironment(pid: number, lines: ReadonlySet<string>): boolean {
  return readOrNothing(`/proc/${pid}/environ`)
    .split("\0")
    .some((line) => lines.has(line));
}

function pids(): readonly number[] {
  try {
    return readdirSync("/proc")
      .map(Number)
      .filter((pid) => pid > 0);
  } catch {
    return [];
  }
}

/** A process may end while it is read, and another user's cannot be read: then there is nothing to tell. */
function readOrNothing(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}
