import { type Line, linesOf } from "../../jobs/model/lines.ts";
import { Icon } from "../components/icon.tsx";
import { StatusItem } from "../components/status-item.tsx";
import { counted } from "../format/number.ts";
import type { Live } from "../state/live.ts";
import { useValue } from "../state/store.ts";
import { useApp, useLive, useTimeText } from "./app-context.tsx";
import { contextMenu } from "./menus/open-menu.ts";
import { PausedItem } from "./pause-button.tsx";

/** The line at the foot: where jobs run, what runs, what comes next, what is wrong. */
export function StatusBar() {
  const { views } = useApp();
  const items = views.flatMap((view) => (view.Status ? [{ id: view.id, Status: view.Status }] : []));
  return (
    <footer className="status-bar" data-part="status-bar" {...contextMenu("status-bar")}>
      <div className="status-side">
        <HostItem />
        <DemoItem />
        <PausedItem />
        <RunningItem />
        <NextItem />
        <ChordItem />
        {items.map(({ id, Status }) => (
          <Status key={id} />
        ))}
      </div>
      <div className="status-side status-right">
        <ZoneItem />
        <StorageItem />
      </div>
    </footer>
  );
}

/** What is said while the second of two keys is waited for. */
function ChordItem() {
  const { keyboard } = useApp();
  const note = useValue(keyboard.note);
  return (
    <span className={note === null ? "off-screen" : "status-item"} role="status">
      {note}
    </span>
  );
}

const backends = { sqlite: "SQLite" } as const;

function StorageItem() {
  const { commands } = useApp();
  const backend = useLive((live) => backends[live.engine.backend]);
  return (
    <StatusItem
      title={`Runs are queued and kept in ${backend}. Show storage`}
      onClick={() => commands.execute("storage.show")}
    >
      {backend}
    </StatusItem>
  );
}

function HostItem() {
  const { commands } = useApp();
  const engine = useLive((live) => live.engine);
  const desktop = engine.kind === "desktop";
  const title = `Jobdeck ${engine.version}, process ${engine.pid}, ${engine.home}. Show more`;
  return (
    <StatusItem tone="remote" title={title} onClick={() => commands.execute("workbench.about")}>
      <Icon name={desktop ? "vm" : "server-process"} />
      {desktop ? "This computer" : `Headless host ${engine.pid}`}
    </StatusItem>
  );
}

function DemoItem() {
  const { commands } = useApp();
  const demo = useLive((live) => live.engine.demo);
  if (!demo) return null;
  return (
    <StatusItem
      tone="prominent"
      title="The demo workspace is on. Remove it…"
      onClick={() => commands.execute("demo.remove")}
    >
      <Icon name="beaker" />
      Demo
    </StatusItem>
  );
}

function RunningItem() {
  const { commands } = useApp();
  const { activeRuns, queuedRuns } = useLive((live) => live.engine);
  const waiting = queuedRuns > 0 ? `, ${counted(queuedRuns, "run")} waiting` : "";
  return (
    <StatusItem
      title={`${counted(activeRuns, "run")} active${waiting}. Show runs`}
      onClick={() => commands.execute("runs.show")}
    >
      <Icon name="sync" className={activeRuns > 0 ? "spins" : ""} />
      {activeRuns} running{queuedRuns > 0 && `, ${queuedRuns} waiting`}
    </StatusItem>
  );
}

function NextItem() {
  const { open, times } = useApp();
  const next = useLive(nextJob);
  const zone = useLive((live) => live.engine.zone);
  const paused = useLive(({ engine }) => engine.paused && engine.pausedUntil === null);
  const nextAt = next?.nextAt ?? null;
  const text = useTimeText((now) => (nextAt === null ? "" : inOrAt(times(zone).untilShort(nextAt, now))));
  if (!next || nextAt === null || paused) return null;
  return (
    <StatusItem
      title={times(zone).full(nextAt)}
      onClick={() => open({ kind: "job", id: next.taskId }, { preview: true })}
    >
      <Icon name="history" />
      <span className="status-next">
        Next: {next.title} {text}
      </span>
    </StatusItem>
  );
}

/** "in 3 h", but "Tue 07:00". */
function inOrAt(when: string): string {
  return /^\d+ [a-z]/.test(when) ? `in ${when}` : when;
}

/** One that lacks its settings would only be skipped. */
function nextJob(live: Live): Line | null {
  return linesOf(live).reduce<Line | null>((first, job) => {
    const counts = job.nextAt !== null && job.missing.length === 0;
    return counts && (first === null || (job.nextAt ?? 0) < (first.nextAt ?? 0)) ? job : first;
  }, null);
}

function ZoneItem() {
  const zone = useLive((live) => live.engine.zone);
  return (
    <span className="status-item" title="Times are shown in this zone">
      {zone}
    </span>
  );
}
