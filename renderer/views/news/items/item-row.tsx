import type { ItemSummary } from "../../../../jobs/model/content/news-views.ts";
import { Icon } from "../../../components/icon.tsx";
import type { RowProps } from "../../../components/list-view/list-view.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import { levelWord, sentimentIcon, sentimentWord, visibleTitle } from "../news-words.ts";

/** Pixels. */
export const itemRowHeight = 68;

/** An item in a list: its title, where it is from, the beginning of its text. */
export function ItemRow({ row: item }: RowProps<ItemSummary>) {
  const unread = item.readAt === null;
  return (
    <div className={unread ? "item-row is-unread" : "item-row"}>
      <div className="item-row-title" dir="auto">
        {visibleTitle(item.title)}
      </div>
      <div className="item-row-meta">
        {unread && <span className="off-screen">Unread, </span>}
        <span className="item-row-source">{item.sourceTitle}</span>
        {item.impact !== null && item.sentiment !== null && (
          <span
            className="item-row-feeling"
            title={`${sentimentWord(item.sentiment)}, impact ${Math.round(item.impact)} of 100`}
          >
            <Icon name={sentimentIcon(item.sentiment)} />
            {levelWord(item.impact)} impact
          </span>
        )}
        {item.snoozedUntil !== null && <Icon name="bell-slash" />}
        <TimeText at={item.publishedAt} write={(times, now) => times.sinceShort(item.publishedAt, now)} />
      </div>
      <div className="item-row-excerpt" dir="auto">
        {item.excerpt}
      </div>
    </div>
  );
}
