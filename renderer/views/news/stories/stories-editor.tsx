import type { StorySummary } from "../../../../jobs/model/content/news-views.ts";
import { storyStatuses } from "../../../../jobs/model/content/news-views.ts";
import { Icon } from "../../../components/icon.tsx";
import type { RowProps } from "../../../components/list-view/list-view.tsx";
import { PagedListView } from "../../../components/list-view/paged-list-view.tsx";
import { Blank } from "../../../components/notes.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import { counted } from "../../../format/number.ts";
import { useApp } from "../../../workbench/app-context.tsx";
import { useKeptState } from "../../../workbench/kept-state.ts";
import { levelWord, sentimentIcon, sentimentWord, storyStatusWords, visibleTitle } from "../news-words.ts";
import { keyOf, useContentList } from "../use-content.ts";
import "../items/items.css";

type Status = StorySummary["status"];

/** News of several sources about the same, the latest first. */
export function StoriesEditor() {
  const { open } = useApp();
  const [status, setStatus] = useKeptState<Status | null>("news-stories:/status", null);
  const list = useContentList<StorySummary, { at: number; id: number }>({
    key: `news-stories:/list/${status ?? ""}`,
    read: async ({ client }, cursor) => {
      const filter = status === null ? {} : { status };
      const page = await client().content.stories.list({ ...filter, limit: 100, cursor });
      return { rows: page.stories, nextCursor: page.nextCursor };
    },
  });
  return (
    <div className="list-editor">
      <header className="list-editor-head">
        <h2 className="page-title">Stories</h2>
        <select
          className="select"
          aria-label="Status"
          value={status ?? ""}
          onChange={({ target }) => setStatus(() => storyStatuses.find((each) => each === target.value) ?? null)}
        >
          <option value="">All stories</option>
          {storyStatuses.map((each) => (
            <option key={each} value={each}>
              {storyStatusWords[each]}
            </option>
          ))}
        </select>
      </header>
      <PagedListView
        label="Stories"
        what="the stories"
        list={list}
        keyOf={keyOf}
        rowHeight={68}
        Row={StoryRow}
        selected={null}
        onOpen={({ id }, { stay, toSide }) => open({ kind: "news-story", id: String(id) }, { preview: !stay, toSide })}
        empty={
          <Blank icon="layers" title={status === null ? "No stories yet" : "No story has this status"}>
            <p className="blank-text">Items that tell of the same are put together when news is cleaned.</p>
          </Blank>
        }
      />
    </div>
  );
}

function StoryRow({ row: story }: RowProps<StorySummary>) {
  return (
    <div className="item-row">
      <div className="item-row-title is-strong" dir="auto">
        {visibleTitle(story.title)}
      </div>
      <div className="item-row-meta">
        <span className="tag">{storyStatusWords[story.status]}</span>
        <span>{counted(story.itemCount, "item")}</span>
        {story.impact !== null && story.sentiment !== null && (
          <span className="item-row-feeling" title={sentimentWord(story.sentiment)}>
            <Icon name={sentimentIcon(story.sentiment)} />
            {levelWord(story.impact)} impact
          </span>
        )}
        <TimeText at={story.lastAt} write={(times, now) => times.sinceShort(story.lastAt, now)} />
      </div>
      <div className="item-row-excerpt" dir="auto">
        {story.summaryShort}
      </div>
    </div>
  );
}
