import { Icon } from "../components/icon.tsx";
import { NamedMenuButton } from "../components/menu-button.tsx";
import { useApp, useLive, useTimeText } from "./app-context.tsx";

/** What pauses all jobs, and says for how long: pressed while they are paused. */
export function PauseButton() {
  const paused = useLive((live) => live.engine.paused);
  const label = paused ? "All jobs are paused: resume, or change for how long…" : "Pause all jobs…";
  return (
    <NamedMenuButton menu="pause" label={label} className="action" pressed={paused}>
      <Icon name="debug-pause" />
    </NamedMenuButton>
  );
}

/** What the status bar says while all jobs are paused; it leads to resuming, and does not resume by itself. */
export function PausedItem() {
  const { times } = useApp();
  const engine = useLive((live) => live.engine);
  const until = engine.pausedUntil;
  const text = useTimeText((now) =>
    until === null ? "All paused" : `Paused until ${times(engine.zone).moment(until, now)}`,
  );
  if (!engine.paused) return null;
  return (
    <NamedMenuButton
      menu="pause"
      label={`${text}: no further runs are started. Resume, or change for how long…`}
      className="status-item is-warning"
    >
      <Icon name="debug-pause" />
      {text}
    </NamedMenuButton>
  );
}
