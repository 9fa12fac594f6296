import { useDeferredValue } from "react";
import type { SourceView } from "../../../../jobs/model/content/news-views.ts";
import { Button } from "../../../components/button.tsx";
import { FilterBox } from "../../../components/filter-box.tsx";
import { ListView } from "../../../components/list-view/list-view.tsx";
import { Blank, Failed, Loading } from "../../../components/notes.tsx";
import { counted } from "../../../format/number.ts";
import { useApp } from "../../../workbench/app-context.tsx";
import { useKeptState } from "../../../workbench/kept-state.ts";
import { keyOf } from "../use-content.ts";
import { useSources } from "../use-sources.ts";
import { AddSource } from "./add-source.tsx";
import { ImportOpml } from "./import-opml.tsx";
import { SourceRow, sourceRowHeight } from "./source-row.tsx";
import "../items/items.css";
import "./sources.css";

/** All sources: how they fare, and what can be done with them. */
export function SourcesEditor() {
  const { open, commands } = useApp();
  const { data, phase, message, reload } = useSources();
  const [words, setWords] = useKeptState("news-sources:/filter", "");
  const [importing, setImporting] = useKeptState("news-sources:/importing", false);
  const asked = useDeferredValue(words).trim().toLowerCase();
  if (!data && phase === "failed") return <Failed what="the sources" message={message ?? ""} onRetry={reload} />;
  if (!data) return <Loading what="the sources" />;
  const shown = data.filter(({ title, url }) => `${title} ${url}`.toLowerCase().includes(asked));
  return (
    <div className="list-editor">
      <header className="list-editor-head">
        <h2 className="page-title">
          Sources <span className="section-note">{summary(data)}</span>
        </h2>
        <div className="page-actions">
          <Button icon="cloud-download" expanded={importing} onClick={() => setImporting((known) => !known)}>
            Import OPML…
          </Button>
          {data.length > 0 && (
            <Button icon="copy" onClick={() => commands.execute("news.copyOpml")}>
              Copy as OPML
            </Button>
          )}
        </div>
      </header>
      <AddSource isFirst={data.length === 0} />
      {importing && <ImportOpml known={data} onClose={() => setImporting(() => false)} />}
      {data.length > 8 && (
        <div className="sources-filter">
          <FilterBox label="Filter sources" value={words} onChange={(next) => setWords(() => next)} />
        </div>
      )}
      {data.length > 0 && shown.length === 0 && <Blank icon="filter" title="No source matches" />}
      {shown.length > 0 && (
        <ListView
          label="Sources"
          rows={shown}
          keyOf={keyOf}
          rowHeight={sourceRowHeight}
          Row={SourceRow}
          selected={null}
          menu="news-source"
          onOpen={({ id }, { stay, toSide }) =>
            open({ kind: "news-items", id: `source:${id}` }, { preview: !stay, toSide })
          }
        />
      )}
    </div>
  );
}

function summary(sources: readonly SourceView[]): string {
  const failing = sources.filter(({ enabled, failures }) => enabled && failures > 0).length;
  return sources.length === 0 ? "" : `${counted(sources.length, "feed")}${failing > 0 ? `, ${failing} failing` : ""}`;
}
