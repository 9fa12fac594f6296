import { CommandLink } from "../../../components/command-link.tsx";
import { Blank } from "../../../components/notes.tsx";
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
        <CommandLink command="news.addSource" />
      </Blank>
    );
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
  return (
    <Blank icon="inbox" title="No items yet">
      <p className="blank-text">They come when the sources are fetched and their news is cleaned.</p>
      <CommandLink command="news.fetchNow" />
    </Blank>
  );
}
