import { useCallback, useState } from "react";
import type { Storage } from "../../../jobs/model/read-models/storage.ts";
import { Button } from "../../components/button.tsx";
import { Card } from "../../components/card.tsx";
import { EditorPage } from "../../components/editor-page.tsx";
import { Failed, Loading, Note } from "../../components/notes.tsx";
import { TimeText } from "../../components/time-text.tsx";
import { bytes } from "../../format/number.ts";
import { explain } from "../../state/errors.ts";
import { useResource } from "../../state/resource.ts";
import { useClient, useLive } from "../../workbench/app-context.tsx";
import { JobsCard, NextCleanUp } from "./jobs-card.tsx";
import { cleanUpWords, totalBytes } from "./totals.ts";
import "./storage.css";

/** What the home takes on the disk, how much of it each job is, and the backups. */
export function StorageEditor() {
  const client = useClient();
  const load = useCallback((signal: AbortSignal) => client.storage({}, { signal }), [client]);
  const { data, phase, message, reload } = useResource(load);
  const home = useLive((live) => live.engine.home);
  const work = useWork(reload);
  if (!data && phase === "failed") return <Failed what="the storage" message={message ?? ""} onRetry={reload} />;
  if (!data) return <Loading what="the storage" />;
  return (
    <EditorPage editorKey="storage:">
      <header className="page-head">
        <div className="page-head-words">
          <h2 className="page-title">Storage</h2>
          <p className="page-lead">
            {bytes(totalBytes(data))} in <code>{home}</code>. Runs that were kept long enough are deleted once a day,
            and the files shrink. <NextCleanUp storage={data} />
          </p>
        </div>
        <div className="page-actions">
          <Button icon="clear-all" disabled={work.busy !== null} onClick={() => void work.cleanUp()}>
            {work.busy === "clean-up" ? "Shrinking…" : "Shrink now"}
          </Button>
          <Button icon="save-all" disabled={work.busy !== null} onClick={() => void work.backUp()}>
            {work.busy === "backup" ? "Backing up…" : "Back up now"}
          </Button>
        </div>
      </header>
      <div role="status">{work.outcome !== null && <Note severity="info">{work.outcome}</Note>}</div>
      {work.problem !== null && <Note severity="error">{work.problem}</Note>}
      {data.kept.length > 0 && (
        <Note severity="warning">
          Damaged or replaced databases are kept: {data.kept.join(", ")}. Delete them when you no longer need them.
        </Note>
      )}
      <div className="cards storage-cards">
        <FilesCard files={data.files} />
        <JobsCard jobs={data.jobs} cleanUpAt={data.cleanUpAt} />
        <BackupsCard backups={data.backups} />
      </div>
    </EditorPage>
  );
}

/** One piece of work at a time, and what came out of the last one. */
function useWork(onDone: () => void) {
  const client = useClient();
  const [busy, setBusy] = useState<"clean-up" | "backup" | null>(null);
  const [outcome, setOutcome] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const attempt = async (name: "clean-up" | "backup", work: () => Promise<string>) => {
    setBusy(name);
    setOutcome(null);
    setProblem(null);
    try {
      setOutcome(await work());
      onDone();
    } catch (error) {
      setProblem(explain(error));
    } finally {
      setBusy(null);
    }
  };
  return {
    busy,
    outcome,
    problem,
    cleanUp: () => attempt("clean-up", async () => cleanUpWords(await client.cleanUp({}))),
    backUp: () =>
      attempt("backup", async () => {
        const made = await client.backUp({});
        return `Backup ${made.name} was made and verified: ${bytes(made.bytes)}.`;
      }),
  };
}

function FilesCard({ files }: Pick<Storage, "files">) {
  return (
    <Card title="Files">
      <table className="storage-table">
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Size</th>
            <th scope="col">Not yet merged</th>
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            <tr key={file.name}>
              <td>{file.name}</td>
              <td>{bytes(file.bytes)}</td>
              <td>{bytes(file.walBytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function BackupsCard({ backups }: Pick<Storage, "backups">) {
  return (
    <Card title="Backups">
      {backups.length === 0 && (
        <p className="card-note">There is none yet. One is made every day while Jobdeck runs; the newest seven stay.</p>
      )}
      <ul className="storage-backups">
        {backups.map((backup) => (
          <li key={backup.name}>
            <span title={backup.name}>
              <TimeText at={backup.createdAt} write={(times, now) => times.dayClock(backup.createdAt, now)} />
            </span>
            <span className="card-note">{backup.kind === "daily" ? "daily" : "made by you"}</span>
            <span className="storage-count">{bytes(backup.bytes)}</span>
          </li>
        ))}
      </ul>
      <p className="card-note">
        To go back to one, stop Jobdeck and run <code>jobdeck restore newest</code>.
      </p>
    </Card>
  );
}
