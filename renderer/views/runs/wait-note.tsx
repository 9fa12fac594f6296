import type { RunSummary } from "../../../jobs/model/read-models.ts";
import { Button } from "../../components/button.tsx";
import { Note } from "../../components/notes.tsx";
import { useTimes } from "../../components/time-text.tsx";
import { useApp, useLive, useTimeText } from "../../workbench/app-context.tsx";
import { waitWords } from "./wait-words.ts";

/** That a run waits for the end of the pause, and a way out of it; what else it waits for stands beneath its name. */
export function WaitNote({ run }: { readonly run: RunSummary }) {
  const { commands } = useApp();
  const engine = useLive((live) => live.engine);
  const times = useTimes();
  const words = useTimeText((now) => waitWords(run, { engine, times, now }));
  if (!engine.paused || (run.status !== "created" && run.status !== "retry")) return null;
  return (
    <Note severity="warning" action={<Button onClick={() => commands.execute("engine.resume")}>Resume all</Button>}>
      {words}
    </Note>
  );
}
