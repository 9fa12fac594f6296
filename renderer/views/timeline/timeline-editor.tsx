import { type KeyboardEvent, useMemo, useState } from "react";
import { Button } from "../../components/button.tsx";
import { EditorPage } from "../../components/editor-page.tsx";
import { Blank, Failed, Loading, Note } from "../../components/notes.tsx";
import { useStore } from "../../state/store.ts";
import { useApp, useLive } from "../../workbench/app-context.tsx";
import { Chart } from "./chart.tsx";
import { FindingsList } from "./findings-list.tsx";
import { anchorOf, stepZoom, windowAround, type Zoom, type ZoomId, zoomOf, zooms } from "./geometry.ts";
import type { Tone } from "./marks.ts";
import { useTimeline } from "./use-timeline.ts";
import { toneWords } from "./words.ts";
import "./timeline.css";

const legend: readonly Tone[] = [
  "done",
  "failed",
  "warnings",
  "cancelled",
  "running",
  "caught-up",
  "missed",
  "skipped",
  "planned",
];
/** Of the window, for a step to the side. */
const panShare = 0.25;

/** Past and future of all jobs in one picture. */
export function TimelineEditor() {
  const view = useWindow();
  const { timeline, findings, isPart, message, reload } = useTimeline(view.span);
  const hasJobs = useLive((live) => live.jobs.length > 0);
  if (!hasJobs)
    return (
      <Blank icon="graph-line" title="There are no jobs yet">
        <p className="blank-text">As soon as there is one, its past and its next times are shown here.</p>
      </Blank>
    );
  if (!timeline && message !== null) return <Failed what="the timeline" message={message} onRetry={reload} />;
  if (!timeline) return <Loading what="the timeline" />;
  return (
    <EditorPage editorKey="timeline:" className="timeline-page">
      <header className="page-head">
        <div className="page-head-words">
          <h2 className="page-title">Timeline</h2>
          <p className="page-lead">
            All jobs, {view.zoom.words} back and ahead. Bars ran, thin marks are planned, hollow marks were missed or
            skipped and say why.
          </p>
        </div>
        <Tools {...view} />
      </header>
      {message !== null && (
        <Note severity="error" action={<Button onClick={reload}>Try again</Button>}>
          The timeline could not be read again: {message}
        </Note>
      )}
      <Chart timeline={timeline} findings={findings} isPart={isPart} span={view.span} onKey={view.press} />
      <Legend />
      <FindingsList timeline={timeline} findings={findings} />
    </EditorPage>
  );
}

/** Zoom and place, kept while the tab is open. */
function useWindow() {
  const { kept, ticker } = useApp();
  const memory = kept.get("timeline:/window", () => ({
    ...{ zoomId: "24h" as ZoomId, panMs: 0 },
    stop: () => undefined,
  }));
  const [zoomId, setZoomId] = useState(memory.zoomId);
  const [panMs, setPanMs] = useState(memory.panMs);
  const zoom: Zoom = zoomOf(zoomId);
  const anchor = useStore(ticker, (now) => anchorOf(now, zoom));
  const span = useMemo(() => windowAround(anchor, zoom, panMs), [anchor, zoom, panMs]);

  const setPan = (next: number) => {
    memory.panMs = next;
    setPanMs(next);
  };
  const setZoom = (next: ZoomId) => {
    memory.zoomId = next;
    setZoomId(next);
  };
  const pan = (step: 1 | -1) => setPan(panMs + step * panShare * 2 * zoom.reachMs);
  const press = ({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
    if (ctrlKey || metaKey || altKey) return;
    if (key === "+" || key === "-") setZoom(stepZoom(zoomId, key === "+" ? -1 : 1));
    else if (shiftKey && key === "ArrowLeft") pan(-1);
    else if (shiftKey && key === "ArrowRight") pan(1);
  };
  return { zoom, span, panMs, setZoom, pan, press, toNow: () => setPan(0) };
}

function Tools({ zoom, panMs, setZoom, pan, toNow }: ReturnType<typeof useWindow>) {
  return (
    <div className="page-actions tl-tools">
      <fieldset className="tl-zooms" aria-label="Zoom">
        {zooms.map(({ id, label, words }) => (
          <button
            key={id}
            type="button"
            className={id === zoom.id ? "button" : "button is-secondary"}
            aria-pressed={id === zoom.id}
            title={`${words} back and ahead`}
            onClick={() => setZoom(id)}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <Button icon="chevron-left" title="Earlier (Shift+Left)" onClick={() => pan(-1)}>
        <span className="tl-unseen">Earlier</span>
      </Button>
      <Button title="Back to now" disabled={panMs === 0} onClick={toNow}>
        Now
      </Button>
      <Button icon="chevron-right" title="Later (Shift+Right)" onClick={() => pan(1)}>
        <span className="tl-unseen">Later</span>
      </Button>
    </div>
  );
}

function Legend() {
  return (
    <ul className="tl-legend" aria-label="Legend">
      {legend.map((tone) => (
        <li key={tone}>
          <span className={`tl-mark is-${tone}`} aria-hidden="true" />
          {toneWords[tone]}
        </li>
      ))}
      <li>
        <span className="tl-collision" aria-hidden="true" />
        several start at once
      </li>
    </ul>
  );
}
