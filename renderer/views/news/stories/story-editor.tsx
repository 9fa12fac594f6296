import { useCallback } from "react";
import type { ItemSummary, StoryDetail } from "../../../../jobs/model/content/news-views.ts";
import { Failed, Loading } from "../../../components/notes.tsx";
import { MarkedText } from "../../../components/reader/marked-text.tsx";
import { Reader } from "../../../components/reader/reader.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import { counted } from "../../../format/number.ts";
import { useApp, useClient } from "../../../workbench/app-context.tsx";
import { Analysis } from "../analysis.tsx";
import { storyStatusWords, visibleTitle } from "../news-words.ts";
import { useContent } from "../use-content.ts";
import { useTabLabel } from "../use-tab-label.ts";
import "../items/items.css";

const nothing = () => undefined;

/** One story: what it says, and its items over time. */
export function StoryEditor({ id }: { readonly id: string }) {
  const client = useClient();
  const load = useCallback(
    (signal: AbortSignal) => client.content.stories.get({ storyId: Number(id) }, { signal }),
    [client, id],
  );
  const { data: story, phase, message, reload } = useContent(load);
  useTabLabel(`news-story:${id}`, story?.title);
  if (!story && phase === "failed") return <Failed what="this story" message={message ?? ""} onRetry={reload} />;
  if (!story) return <Loading what="this story" />;
  const summary = story.summaryLong ?? story.summaryShort;
  return (
    <Reader
      placeKey={`news-story:${id}`}
      title={visibleTitle(story.title)}
      origin={<StoryOrigin story={story} />}
      aside={story.analysis ? <Analysis analysis={story.analysis} /> : undefined}
    >
      {summary !== null && <MarkedText text={summary} marks={[]} active={null} onPoint={nothing} />}
      <h3 className="section-title story-items-title">Its items over time</h3>
      <ol className="story-items">
        {story.items.map((item) => (
          <StoryItem key={item.id} item={item} />
        ))}
      </ol>
    </Reader>
  );
}

function StoryOrigin({ story }: { readonly story: StoryDetail }) {
  return (
    <>
      <span className="tag">{storyStatusWords[story.status]}</span>
      <span>{counted(story.itemCount, "item")}</span>
      <span>
        from <TimeText at={story.firstAt} write={(times, now) => times.date(story.firstAt, now)} /> to{" "}
        <TimeText at={story.lastAt} write={(times, now) => times.date(story.lastAt, now)} />
      </span>
    </>
  );
}

function StoryItem({ item }: { readonly item: ItemSummary }) {
  const { open } = useApp();
  return (
    <li>
      <span className="dim">
        <TimeText at={item.publishedAt} write={(times, now) => times.date(item.publishedAt, now)} /> ·{" "}
        {item.sourceTitle}
      </span>
      <button
        type="button"
        className="link"
        dir="auto"
        onClick={() => open({ kind: "news-item", id: String(item.id) }, { preview: true })}
      >
        {visibleTitle(item.title)}
      </button>
    </li>
  );
}
