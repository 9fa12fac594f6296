import type { BriefSummary } from "../../../../jobs/model/content/news-views.ts";
import { CommandButton } from "../../../components/button.tsx";
import { CommandLink } from "../../../components/command-link.tsx";
import type { RowProps } from "../../../components/list-view/list-view.tsx";
import { PagedListView } from "../../../components/list-view/paged-list-view.tsx";
import { Blank } from "../../../components/notes.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import { counted } from "../../../format/number.ts";
import { useApp } from "../../../workbench/app-context.tsx";
import { providerLabel, visibleTitle } from "../news-words.ts";
import { keyOf, useContentList } from "../use-content.ts";
import "../items/items.css";

/** All briefs, the newest first. */
export function BriefsEditor() {
  const { open } = useApp();
  const list = useContentList<BriefSummary, { at: number; id: number }>({
    key: "news-briefs:/list",
    read: async ({ client }, cursor) => {
      const page = await client().content.briefs.list({ limit: 100, cursor });
      return { rows: page.briefs, nextCursor: page.nextCursor };
    },
  });
  return (
    <div className="list-editor">
      <header className="list-editor-head">
        <h2 className="page-title">Briefs</h2>
        <CommandButton command="news.makeBrief" subject="" label="Make a brief now" />
      </header>
      <PagedListView
        label="Briefs"
        what="the briefs"
        list={list}
        keyOf={keyOf}
        rowHeight={48}
        Row={BriefRow}
        selected={null}
        onOpen={({ id }, { stay, toSide }) => open({ kind: "news-brief", id: String(id) }, { preview: !stay, toSide })}
        empty={
          <Blank icon="file-text" title="No brief yet">
            <p className="blank-text">
              A brief tells what your sources brought, with a link to the item for every claim.
            </p>
            <CommandLink command="news.makeBrief" label="Make a brief now" />
          </Blank>
        }
      />
    </div>
  );
}

function BriefRow({ row: brief }: RowProps<BriefSummary>) {
  return (
    <div className="item-row is-low">
      <div className="item-row-title is-strong">{visibleTitle(brief.title)}</div>
      <div className="item-row-meta">
        <span>{counted(brief.itemCount, "item")} cited</span>
        <span>{providerLabel(brief)}</span>
        <TimeText at={brief.createdAt} write={(times, now) => times.sinceShort(brief.createdAt, now)} />
      </div>
    </div>
  );
}
