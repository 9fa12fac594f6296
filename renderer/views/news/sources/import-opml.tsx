import { useState } from "react";
import type { SourceView } from "../../../../jobs/model/content/news-views.ts";
import { Button } from "../../../components/button.tsx";
import { FilePicker } from "../../../components/file-picker.tsx";
import { Note } from "../../../components/notes.tsx";
import { counted } from "../../../format/number.ts";
import { explain } from "../../../state/errors.ts";
import { useApp, useClient } from "../../../workbench/app-context.tsx";
import { type OpmlPreview, outlinesOf, previewOpml } from "./opml.ts";

type ImportOpmlProps = { readonly known: readonly SourceView[]; readonly onClose: () => void };
type Read = { readonly name: string; readonly opml: string; readonly preview: OpmlPreview };

/** Takes over the feeds of another reader: what is in the file is shown first. */
export function ImportOpml({ known, onClose }: ImportOpmlProps) {
  const client = useClient();
  const { notices } = useApp();
  const [read, setRead] = useState<Read | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const look = (name: string, opml: string) => {
    const outlines = outlinesOf(opml);
    setProblem(outlines === null ? `${name} is no OPML: there is no <opml> in it.` : null);
    const addresses = new Set(known.map(({ url }) => url));
    setRead(outlines && { name, opml, preview: previewOpml(outlines, addresses) });
  };
  const apply = async (opml: string) => {
    setBusy(true);
    try {
      const { added, refused } = await client.content.sources.importOpml({ opml });
      const [first] = refused;
      notices.info(`${counted(added.length, "source")} added.`);
      if (first)
        notices.error(`${counted(refused.length, "address")} refused, for example ${first.address}: ${first.reason}`);
      onClose();
    } catch (error) {
      setProblem(explain(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="add-source" aria-label="Import OPML">
      <p className="dim">Most feed readers write their feeds to an OPML file.</p>
      <div className="form-buttons">
        <FilePicker label="Choose an OPML file…" accept=".opml,.xml,text/xml" onText={look} onProblem={setProblem} />
        <Button onClick={onClose}>Cancel</Button>
      </div>
      {problem !== null && <Note severity="error">{problem}</Note>}
      {read && <Preview read={read} busy={busy} onApply={() => void apply(read.opml)} />}
    </section>
  );
}

type PreviewProps = { readonly read: Read; readonly busy: boolean; readonly onApply: () => void };

function Preview({ read: { name, preview }, busy, onApply }: PreviewProps) {
  const { fresh, known, refused } = preview;
  return (
    <div className="import-preview" role="status">
      <p>
        {name}: {fresh.length} new, {known.length} already sources, {refused.length} refused.
      </p>
      <ul className="import-rows" aria-label="Feeds in the file">
        {fresh.slice(0, 500).map(({ url, title }) => (
          <li key={url}>
            <span className="tag">new</span> <b dir="auto">{title}</b> <span className="dim">{url}</span>
          </li>
        ))}
        {refused.slice(0, 100).map((address) => (
          <li key={address}>
            <span className="tag">refused</span> {address} <span className="dim">is no address of the web</span>
          </li>
        ))}
      </ul>
      <div className="form-buttons">
        <Button primary disabled={busy || fresh.length === 0} onClick={onApply}>
          {busy ? "Adding…" : `Add ${counted(fresh.length, "source")}`}
        </Button>
      </div>
    </div>
  );
}
