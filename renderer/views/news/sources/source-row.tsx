import type { SourceView } from "../../../../jobs/model/content/news-views.ts";
import type { RowProps } from "../../../components/list-view/list-view.tsx";
import { Mark } from "../../../components/mark.tsx";
import { useTimes } from "../../../components/time-text.tsx";
import { counted } from "../../../format/number.ts";
import { useTimeText } from "../../../workbench/app-context.tsx";
import { shortAddress, sourceMark, visibleTitle } from "../news-words.ts";
import { sourceLine } from "./source-words.ts";

/** Pixels. */
export const sourceRowHeight = 52;

/** A source in the list of all: its health, its address, how many items it brought. */
export function SourceRow({ row: source }: RowProps<SourceView>) {
  const times = useTimes();
  const line = useTimeText((now) => sourceLine(source, times, now));
  const failing = source.enabled && source.failures > 0;
  return (
    <div className="source-row">
      <Mark mark={sourceMark(source)} />
      <div className="source-row-words">
        <div className="item-row-title is-strong" dir="auto">
          {visibleTitle(source.title)} <span className="source-row-address">{shortAddress(source.url)}</span>
        </div>
        <div className={failing ? "source-row-line is-failed" : "source-row-line"} title={line}>
          {line}
        </div>
      </div>
      <span className="source-row-count">
        {counted(source.itemCount, "item")}
        {source.unreadCount > 0 && `, ${source.unreadCount} unread`}
      </span>
    </div>
  );
}
