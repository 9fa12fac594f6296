import { useState } from "react";
import type { InsightView } from "../../../../jobs/model/content/portfolio-views.ts";
import { CommandButton } from "../../../components/button.tsx";
import { EditorPage } from "../../../components/editor-page.tsx";
import { Blank, Failed, Loading } from "../../../components/notes.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import { explain } from "../../../state/errors.ts";
import type { PagedList } from "../../../state/paged-list.ts";
import { useValue } from "../../../state/store.ts";
import { useApp } from "../../../workbench/app-context.tsx";
import { levelWord, visibleTitle } from "../news-words.ts";
import { useContentList } from "../use-content.ts";
import "../items/items.css";
import "./insights.css";

/** What the news mean for what is held, each with why it is shown. */
export function InsightsEditor() {
  const list = useContentList<InsightView, { at: number; id: number }>({
    key: "news-insights:/list",
    read: async ({ client }, cursor) => {
      const page = await client().content.insights.list({ limit: 50, cursor });
      return { rows: page.insights, nextCursor: page.nextCursor };
    },
  });
  const { rows, phase, message, done } = useValue(list);
  if (rows.length === 0 && phase === "failed")
    return <Failed what="the insights" message={message ?? ""} onRetry={list.more} />;
  if (rows.length === 0 && phase === "loading") return <Loading what="the insights" />;
  return (
    <EditorPage editorKey="news-insights:">
      <header className="page-head">
        <div className="page-head-words">
          <h2 className="page-title">Insights</h2>
          <p className="page-lead">What the news has to do with what you hold and what interests you, and why.</p>
        </div>
        <div className="page-actions">
          <CommandButton command="news.recompute" subject="" label="Find insights now" />
        </div>
      </header>
      {rows.length === 0 && <NoInsights />}
      <ul className="insights">
        {rows.map((insight) => (
          <Insight key={insight.id} insight={insight} list={list} />
        ))}
      </ul>
      {!done && rows.length > 0 && (
        <button type="button" className="link" onClick={list.more}>
          Show older insights
        </button>
      )}
    </EditorPage>
  );
}

function NoInsights() {
  const { commands } = useApp();
  return (
    <Blank icon="lightbulb" title="No insights yet">
      <p className="blank-text">They join analysed news to your holdings. Bring your portfolio in to begin.</p>
      <button type="button" className="link" onClick={() => commands.execute("news.portfolio")}>
        Open the portfolio
      </button>
    </Blank>
  );
}

type InsightProps = { readonly insight: InsightView; readonly list?: PagedList<InsightView> };

/** One insight with its reasons and what it rests on. */
export function Insight({ insight, list }: InsightProps) {
  const app = useApp();
  const [leaving, setLeaving] = useState(false);
  const dismiss = async () => {
    setLeaving(true);
    try {
      await app.client().content.insights.dismiss({ insightId: insight.id });
      list?.remove(String(insight.id));
    } catch (error) {
      app.notices.error(`The insight was not dismissed: ${explain(error)}`);
      setLeaving(false);
    }
  };
  return (
    <li className="insight card">
      <div className="insight-head">
        <h3 className="insight-title" dir="auto">
          {visibleTitle(insight.title)}
        </h3>
        <button type="button" className="link insight-dismiss" disabled={leaving} onClick={() => void dismiss()}>
          Dismiss<span className="off-screen"> {insight.title}</span>
        </button>
      </div>
      <p dir="auto">{insight.text}</p>
      <ul className="insight-reasons" aria-label="Why">
        {insight.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <div className="item-row-meta">
        <span className="tag">{insight.kind}</span>
        <span>
          {levelWord(insight.score)} weight, {Math.round(insight.score)} of 100
        </span>
        {insight.relevance !== null && <span>relevance {Math.round(insight.relevance)} of 100</span>}
        <TimeText at={insight.createdAt} write={(times, now) => times.sinceShort(insight.createdAt, now)} />
      </div>
      <ul className="insight-items" aria-label="Rests on">
        {insight.items.map(({ id, title, sourceTitle }) => (
          <li key={id}>
            <button
              type="button"
              className="link"
              dir="auto"
              onClick={() => app.open({ kind: "news-item", id: String(id) }, { preview: true })}
            >
              {visibleTitle(title)}
            </button>{" "}
            <span className="dim">{sourceTitle}</span>
          </li>
        ))}
      </ul>
    </li>
  );
}
