import type { WindowTarget } from "../../jobs/api/shell.ts";
import { commandWords as words } from "../../jobs/model/command-words.ts";
import { type Line, linesOf } from "../../jobs/model/lines.ts";
import type { PauseLength } from "../../jobs/model/pause.ts";
import type { Snapshot } from "../../jobs/model/read-models/host.ts";
import { settingField } from "../../jobs/model/settings.ts";
import { failingJobs, failingWords } from "./tray-state.ts";
import { clockTime, counted, inWords, oneLine, wordsLastMs } from "./words.ts";

/** What a click in the menu asks for. */
export type TrayAction =
  | { readonly type: "open"; readonly target: WindowTarget | null }
  /** With a schedule, what that one runs: a script. */
  | { readonly type: "run"; readonly taskId: string; readonly scheduleId?: string }
  | { readonly type: "pause"; readonly until: PauseLength }
  | { readonly type: "resume" }
  | { readonly type: "quit" };

export type TrayItem =
  | { readonly kind: "separator" }
  | { readonly kind: "label"; readonly text: string }
  | { readonly kind: "action"; readonly text: string; readonly action: TrayAction }
  | { readonly kind: "submenu"; readonly text: string; readonly items: readonly TrayItem[] };

/** Failures listed in the menu; the window has all of them. */
const maxFailures = 5;

/**
 * Jobs in one list. When there are more, those that run by themselves come first, one click away, and the others are
 * grouped by category; no menu is higher than the screen.
 */
const maxJobs = 20;

/** The whole menu for what is known; null while nothing is known yet. */
export function trayMenu(snapshot: Snapshot | null, now: number): readonly TrayItem[] {
  if (snapshot === null) return [label("Starting…"), separator, ...ending(0)];
  return [
    label(stateLine(snapshot, now)),
    ...setUp(snapshot),
    separator,
    runNow(snapshot),
    ...failures(snapshot, now),
    separator,
    pauseOrResume(snapshot),
    separator,
    ...ending(snapshot.engine.activeRuns),
  ];
}

/** The first line: whether all is well, and what is next. */
export function stateLine(snapshot: Snapshot, now: number): string {
  const { engine } = snapshot;
  const failing = failingJobs(snapshot);
  const next = nextWords(snapshot, now);
  if (engine.diskProblem !== null) return "Nothing can be written: look at the disk";
  if (engine.paused) {
    const until = engine.pausedUntil === null ? "you resume" : clockTime(engine.pausedUntil, now);
    const running = engine.activeRuns > 0 ? `, ${engine.activeRuns} still running` : "";
    // After a pause that ends by itself the next time is known.
    const following = engine.pausedUntil === null || nextJob(snapshot) === undefined ? "" : `. ${next}`;
    return `Paused until ${until}${running}${following}`;
  }
  if (failing.length > 0) return `${oneLine(failingWords(failing), 40)}. ${next}`;
  if (engine.activeRuns > 0) return `Running: ${runningWords(snapshot)}`;
  return `All good. ${next}`;
}

function nextWords(snapshot: Snapshot, now: number): string {
  const next = nextJob(snapshot);
  if (next === undefined) return "Nothing is scheduled";
  return `Next: ${oneLine(next.job.title, 30)} ${inWords(next.at, now)}`;
}

function nextJob(snapshot: Snapshot): { readonly job: Line; readonly at: number } | undefined {
  return (
    linesOf(snapshot)
      // One that lacks its settings would only be skipped.
      .flatMap((job) => (job.nextAt === null || job.missing.length > 0 ? [] : [{ job, at: job.nextAt }]))
      .sort((left, right) => left.at - right.at)[0]
  );
}

/** Milliseconds until the menu would read differently although nothing has happened; undefined when it never would. */
export function menuLastsMs(snapshot: Snapshot | null, now: number): number | undefined {
  const isStill = snapshot === null || (snapshot.engine.paused && snapshot.engine.pausedUntil === null);
  const next = isStill ? undefined : nextJob(snapshot);
  return next && wordsLastMs(next.at, now);
}

function runningWords(snapshot: Snapshot): string {
  const titles = linesOf(snapshot)
    .filter((job) => job.active.length > 0)
    .map((job) => job.title);
  if (titles.length === 1) return oneLine(titles[0] ?? "", 40);
  return counted(snapshot.engine.activeRuns, "run");
}

/** A job that lacks credentials would only ever be skipped: the way to mend that is one click away. */
function setUp(snapshot: Snapshot): readonly TrayItem[] {
  return linesOf(snapshot)
    .filter((job) => !job.paused && job.missing.length > 0)
    .slice(0, 3)
    .map((job) => action(`Set up ${oneLine(job.title, 40)}…`, { type: "open", target: settingsFor(job) }));
}

function settingsFor(job: Line): WindowTarget {
  const group = settingField(job.missing[0] ?? "")?.group;
  return group === undefined ? { view: "settings" } : { view: "settings", group };
}

function runNow(snapshot: Snapshot): TrayItem {
  const jobs = linesOf(snapshot).filter((job) => !job.paused);
  if (jobs.length === 0) return label("No job is enabled");
  return { kind: "submenu", text: words.runNow, items: jobs.length > maxJobs ? inOrder(jobs) : jobs.map(runItem) };
}

function inOrder(jobs: readonly Line[]): readonly TrayItem[] {
  const runsByItself = ({ scheduleCount, waitsFor }: Line) => scheduleCount > 0 && waitsFor === null;
  const scheduled = jobs.filter(runsByItself);
  const others = jobs.filter((job) => !runsByItself(job));
  if (scheduled.length > maxJobs || scheduled.length === 0) return byCategory(jobs);
  return [...scheduled.map(runItem), separator, ...byCategory(others)];
}

function runItem({ title, taskId, script }: Line): TrayItem {
  return action(oneLine(title, 40), { type: "run", ...(script ?? { taskId }) });
}

/** In the order in which the window has them; a category of very many is cut into parts by the first letters. */
function byCategory(jobs: readonly Line[]): readonly TrayItem[] {
  const categories = [...new Set(jobs.map(({ category }) => category))];
  return categories
    .toSorted((left, right) => left.localeCompare(right))
    .map((category) => {
      const members = jobs.filter((job) => job.category === category);
      const items = members.length > maxJobs * 2 ? inParts(members) : members.map(runItem);
      return { kind: "submenu", text: `${oneLine(category, 40)} (${members.length})`, items };
    });
}

function inParts(jobs: readonly Line[]): readonly TrayItem[] {
  const sorted = jobs.toSorted((left, right) => left.title.localeCompare(right.title));
  const starts = Array.from({ length: Math.ceil(sorted.length / maxJobs) }, (_, part) => part * maxJobs);
  return starts.map((start) => {
    const part = sorted.slice(start, start + maxJobs);
    const ends = [part[0], part.at(-1)].map((job) => oneLine(job?.title ?? "", 20));
    return { kind: "submenu", text: ends.join(" – "), items: part.map(runItem) };
  });
}

function failures(snapshot: Snapshot, now: number): readonly TrayItem[] {
  const failed = failingJobs(snapshot).flatMap((job) => (job.last === null ? [] : [{ job, run: job.last }]));
  if (failed.length === 0) return [];
  const items = failed.slice(0, maxFailures).map(({ job, run }) => {
    const when = run.finishedAt === null ? "" : ` (${clockTime(run.finishedAt, now)})`;
    const why = oneLine(run.error?.message ?? "failed", 50);
    return action(`${oneLine(job.title, 30)}: ${why}${when}`, { type: "open", target: { view: "run", runId: run.id } });
  });
  const more = failed.length - items.length;
  const all = more > 0 ? [action(`and ${more} more…`, { type: "open", target: { view: "jobs" } })] : [];
  return [separator, label("Recent failures"), ...items, ...all];
}

function pauseOrResume(snapshot: Snapshot): TrayItem {
  if (snapshot.engine.paused) return action(words.resume, { type: "resume" });
  return {
    kind: "submenu",
    text: words.pauseAll,
    items: [
      action(words.pauseHour, { type: "pause", until: "hour" }),
      action(words.pauseTomorrow, { type: "pause", until: "tomorrow" }),
      action(words.pauseResumed, { type: "pause", until: "resumed" }),
    ],
  };
}

function ending(activeRuns: number): readonly TrayItem[] {
  const quit = activeRuns === 0 ? words.quit : `${words.quit} (stops ${counted(activeRuns, "active run")})`;
  return [
    action(words.open, { type: "open", target: null }),
    action(words.settings, { type: "open", target: { view: "settings" } }),
    separator,
    action(quit, { type: "quit" }),
  ];
}

const separator: TrayItem = { kind: "separator" };

function label(text: string): TrayItem {
  return { kind: "label", text };
}

function action(text: string, what: TrayAction): TrayItem {
  return { kind: "action", text, action: what };
}
