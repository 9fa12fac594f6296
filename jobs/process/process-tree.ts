import { spawnSync } from "node:child_process";
import { hasInEnvironment, type LinuxProcess, linuxProcesses } from "./linux-processes.ts";

/** A process that leads a group of its own (`detached`), and all that it started. */
export type ProcessTree = {
  readonly pid: number;
  /**
   * `NAME=value` in the environment of all of it. On Linux it finds those that left the group and whose parent has ended,
   * as daemons do.
   */
  readonly marker?: string | undefined;
};

/** The variable that a command is told its run by; all that it starts inherits it, and is found again by it. */
export const runVariable = "JOBDECK_RUN_ID";

const pollMs = 50;
/** How long to look on after a kill: a process in the middle of a disk access ends only after it. */
const lastLookMs = 500;

/**
 * Ends a tree: asks it to (SIGTERM), and ends what is still there after `patienceMs` (default 3 s) with SIGKILL. On Windows,
 * where nothing can be asked, at once. Resolves when nothing of it is left, at the latest half a second after the kill.
 */
export async function endTree(tree: ProcessTree, patienceMs = 3_000): Promise<void> {
  const watch = watchTree(tree);
  watch.signal("SIGTERM");
  const asked = Date.now();
  while (watch.isAlive()) {
    if (Date.now() - asked > patienceMs + lastLookMs) return;
    // Again and again, since what is ended may just have started something else.
    if (Date.now() - asked >= patienceMs) watch.signal("SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

/** Ends a tree with SIGKILL before this returns: for when there is no later. */
export function killTree(tree: ProcessTree): void {
  watchTree(tree).signal("SIGKILL");
}

/**
 * Ends with SIGKILL what these runs have left behind. Only Linux tells which run a process belongs to; elsewhere
 * nothing is done.
 */
export function killLeftovers(runIds: readonly string[]): void {
  if (process.platform !== "linux" || runIds.length === 0) return;
  watchOnLinux({ markers: new Set(runIds.map((id) => `${runVariable}=${id}`)) }).signal("SIGKILL");
}

function watchTree(tree: ProcessTree) {
  if (process.platform === "win32") return watchOnWindows(tree.pid);
  return process.platform === "linux"
    ? watchOnLinux({ pid: tree.pid, markers: new Set(tree.marker === undefined ? [] : [tree.marker]) })
    : watchGroup(tree.pid);
}

/** The group alone: what left it cannot be found. */
function watchGroup(pid: number) {
  return {
    signal: (signal: NodeJS.Signals) => void send(-pid, signal),
    isAlive: () => send(-pid, 0),
  };
}

function watchOnWindows(pid: number) {
  return {
    signal: () => void spawnSync("taskkill", ["/pid", String(pid), "/T", "/F"], { windowsHide: true, stdio: "ignore" }),
    isAlive: () => send(pid, 0),
  };
}

function watchOnLinux({ pid, markers }: { readonly pid?: number; readonly markers: ReadonlySet<string> }) {
  // What was part of it once is, even when its parent has ended; a pid alone could be another process by now.
  const known = new Set<string>();
  const strangers = new Set<string>();

  const isMarked = (each: LinuxProcess): boolean => {
    if (markers.size === 0 || strangers.has(nameOf(each))) return false;
    if (hasInEnvironment(each.pid, markers)) return true;
    strangers.add(nameOf(each));
    return false;
  };
  const members = (): readonly LinuxProcess[] => {
    const isRoot = (each: LinuxProcess) =>
      each.pid === pid || each.group === pid || known.has(nameOf(each)) || isMarked(each);
    const found = withDescendants(linuxProcesses(), isRoot);
    for (const member of found) known.add(nameOf(member));
    return found;
  };
  return {
    signal: (signal: NodeJS.Signals) => {
      for (const member of members()) send(member.pid, signal);
    },
    isAlive: () => members().length > 0,
  };
}

function withDescendants(
  all: readonly LinuxProcess[],
  isRoot: (each: LinuxProcess) => boolean,
): readonly LinuxProcess[] {
  const children = new Map<number, LinuxProcess[]>();
  for (const each of all) children.set(each.parent, [...(children.get(each.parent) ?? []), each]);
  const found = new Set<LinuxProcess>();
  const add = (member: LinuxProcess) => {
    // A host that was started by a command carries its marker; it must not end itself.
    if (found.has(member) || member.pid === process.pid) return;
    found.add(member);
    for (const child of children.get(member.pid) ?? []) add(child);
  };
  for (const each of all) if (isRoot(each)) add(each);
  return [...found];
}

function nameOf({ pid, startedAt }: LinuxProcess): string {
  return `${pid} ${startedAt}`;
}

/** Whether there was somebody to send it to. */
function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    // EPERM: it is there, and another user's by now.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
