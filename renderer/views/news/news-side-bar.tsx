import type { SourceView } from "../../../jobs/model/content/news-views.ts";
import { CommandLink } from "../../components/command-link.tsx";
import { Icon } from "../../components/icon.tsx";
import { ListView, type RowProps } from "../../components/list-view/list-view.tsx";
import { Mark } from "../../components/mark.tsx";
import { Blank, Failed, Loading } from "../../components/notes.tsx";
import { moveFocus } from "../../components/roving.ts";
import { number } from "../../format/number.ts";
import { useStore } from "../../state/store.ts";
import { useApp } from "../../workbench/app-context.tsx";
import { currentGroup } from "../../workbench/layout.ts";
import { sourceMark, visibleTitle } from "./news-words.ts";
import { keyOf } from "./use-content.ts";
import { useSources } from "./use-sources.ts";
import "./news.css";

const places = [
  { editor: "news-items:", command: "news.items", icon: "inbox", title: "Items" },
  { editor: "news-stories:", command: "news.stories", icon: "layers", title: "Stories" },
  { editor: "news-briefs:", command: "news.briefs", icon: "file-text", title: "Briefs" },
  { editor: "news-insights:", command: "news.insights", icon: "lightbulb", title: "Insights" },
  { editor: "news-portfolio:", command: "news.portfolio", icon: "pie-chart", title: "Portfolio" },
  { editor: "news-spend:", command: "news.spend", icon: "credit-card", title: "AI spend" },
] as const;

/** The ways to all of the news: by what it was made into, and by where it came from. */
export function NewsSideBar() {
  const { layout, commands } = useApp();
  const active = useStore(layout, (known) => currentGroup(known).active);
  const sources = useSources();
  const unread = (sources.data ?? []).reduce((sum, { unreadCount }) => sum + unreadCount, 0);
  return (
    <>
      <ul className="news-places" onKeyDown={(event) => moveFocus(event, "button", "vertical")}>
        {places.map(({ editor, command, icon, title }) => (
          <li key={command}>
            <button
              type="button"
              className={active === editor ? "news-place is-selected" : "news-place"}
              aria-current={active === editor ? "page" : undefined}
              title={commands.hint(command)}
              data-first-stop={command === "news.items"}
              onClick={() => commands.execute(command)}
            >
              <Icon name={icon} />
              <span>{title}</span>
              {command === "news.items" && unread > 0 && (
                <span className="news-count" title={`${number(unread)} unread`}>
                  {number(unread)}
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
      <div className="news-section">
        <h3>Sources</h3>
        <button type="button" className="link" onClick={() => commands.execute("news.sources")}>
          Manage
        </button>
      </div>
      <SideSources {...sources} />
    </>
  );
}

function SideSources({ data, phase, message, reload }: ReturnType<typeof useSources>) {
  const { layout, open } = useApp();
  const active = useStore(layout, (known) => currentGroup(known).active);
  if (!data && phase === "failed") return <Failed what="the sources" message={message ?? ""} onRetry={reload} />;
  if (!data) return <Loading what="the sources" />;
  if (data.length === 0)
    return (
      <Blank icon="rss" title="No sources yet">
        <CommandLink command="news.addSource" label="Add a source" />
      </Blank>
    );
  return (
    <ListView
      label="Sources"
      rows={data}
      keyOf={keyOf}
      rowHeight={24}
      Row={SideSource}
      selected={active?.startsWith("news-items:source:") ? active.slice("news-items:source:".length) : null}
      menu="news-source"
      onOpen={({ id }, { stay, toSide }) =>
        open({ kind: "news-items", id: `source:${id}` }, { preview: !stay, toSide })
      }
    />
  );
}

function SideSource({ row: source }: RowProps<SourceView>) {
  return (
    <div className="news-source" title={source.lastError ?? source.url}>
      <Mark mark={sourceMark(source)} />
      <span className={source.unreadCount > 0 ? "news-source-title is-unread" : "news-source-title"} dir="auto">
        {visibleTitle(source.title)}
      </span>
      {source.unreadCount > 0 && (
        <span className="news-count">
          {number(source.unreadCount)}
          <span className="off-screen"> unread</span>
        </span>
      )}
    </div>
  );
}
