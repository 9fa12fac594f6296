import { useState } from "react";
import type { ScheduleView } from "../../../jobs/model/read-models/schedules.ts";
import { Button } from "../../components/button.tsx";
import { explain } from "../../state/errors.ts";
import { useClient } from "../../workbench/app-context.tsx";
import { changeName, changeText } from "./change-words.ts";

type ChangesNoteProps = {
  readonly schedule: ScheduleView;
  readonly onReset: () => void;
};

/** What of a task's own schedule the user has changed, beside what the task asks for, and the way back to it. */
export function ChangesNote({ schedule, onReset }: ChangesNoteProps) {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  if (schedule.own || schedule.changes.length === 0) return null;
  const reset = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await client.schedules.reset({ scheduleId: schedule.id });
      onReset();
    } catch (error) {
      setProblem(explain(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="changes-note" aria-label="Changed from the default">
      <table>
        <thead>
          <tr>
            <th scope="col">Changed</th>
            <th scope="col">Default</th>
            <th scope="col">Yours</th>
          </tr>
        </thead>
        <tbody>
          {schedule.changes.map(({ what, default: before, now }) => (
            <tr key={what}>
              <th scope="row">{changeName(what)}</th>
              <td>
                <del>{changeText(what, before)}</del>
              </td>
              <td>
                <ins>{changeText(what, now)}</ins>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button icon="discard" disabled={busy} onClick={() => void reset()}>
        Reset to default
      </Button>
      {problem !== null && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
