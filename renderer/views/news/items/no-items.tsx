import { CommandLink } from "../../../components/command-link.tsx";
import { Blank } from "../../../components/notes.tsx";
import { counted } from "../../../format/number.ts";
import { useSources } from "../use-sources.ts";
import type { ItemsFilter } from "./items-state.ts";

type NoItemsProps = { readonly filter: ItemsFilter; readonly onChange: (next: Partial<ItemsFilter>) => void };

/** What to do when the list is empty: it depends on why it is. */
export function NoItems({ filter, onChange }: NoItemsProps) {
  const sources = useSources().data;
  if (sources?.length === 0)
    return (
      <Blank icon="rss" title="No sources yet">
        <p className="blank-text">Add the feeds that you want to read; their items come in by themselves.</p>
        <CommandLink command="news.addSource" label="Add a source" />
      </Blank>
    );
  const waiting = (sources ?? []).reduce((sum, { collectedCount }) => sum + collectedCount, 0);
  const isNone = sources?.every(({ itemCount }) => itemCount === 0) === true;
  if (isNone) return <NoneYet waiting={waiting} />;
  if (filter.words.trim() !== "")
    return (
      <Blank icon="filter" title="No item matches">
        <button type="button" className="link" onClick={() => onChange({ words: "" })}>
          Clear the filter
        </button>
      </Blank>
    );
  if (filter.state === "unread")
    return (
      <Blank icon="check-all" title="All read">
        <button type="button" className="link" onClick={() => onChange({ state: "all" })}>
          Show all items
        </button>
      </Blank>
    );
  if (filter.state === "snoozed") return <Blank icon="bell-slash" title="Nothing is snoozed" />;
  return <NoneYet waiting={0} />;
}

/** Items show once their text is there and cleaned. */
function NoneYet({ waiting }: { readonly waiting: number }) {
  return (
    <Blank icon="inbox" title="No items yet">
      <p className="blank-text">
        {waiting === 0
          ? "They come when the sources are fetched and their news is cleaned."
          : `${counted(waiting, "item")} came in; they show when their pages are fetched and cleaned.`}
      </p>
      <CommandLink command="news.fetchNow" label="Fetch and read everything now" />
    </Blank>
  );
}
