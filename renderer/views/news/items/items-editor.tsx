import { useDeferredValue, useEffect } from "react";
import { FilterBox } from "../../../components/filter-box.tsx";
import { PagedListView } from "../../../components/list-view/paged-list-view.tsx";
import { Blank } from "../../../components/notes.tsx";
import { useValue } from "../../../state/store.ts";
import { useApp, useClient } from "../../../workbench/app-context.tsx";
import { keyOf } from "../use-content.ts";
import { useSources } from "../use-sources.ts";
import { ItemPane } from "./item-pane.tsx";
import { ItemRow, itemRowHeight } from "./item-row.tsx";
import { chooseItem, type ItemsFilter, itemStates, itemsList, itemsState } from "./items-state.ts";
import { NoItems } from "./no-items.tsx";
import "./items.css";

const stateWords = { unread: "Unread", all: "All", snoozed: "Snoozed" } as const;

/** Items in a list, and beside it the one that is read. */
export function ItemsEditor({ id }: { readonly id: string }) {
  const app = useApp();
  useClient();
  const state = itemsState(app, id);
  const filter = useValue(state.filter);
  const chosen = useValue(state.chosen);
  const asked = useDeferredValue(filter);
  const list = itemsList(app, id, asked);
  const change = (next: Partial<ItemsFilter>) => state.filter.update((known) => ({ ...known, ...next }));
  const current = `news-items:${id}/list/`;
  useEffect(() => {
    const { words, sourceId } = asked;
    const own = `${current}${asked.state}/${sourceId ?? ""}/${words.trim()}`;
    for (const key of app.kept.keys()) if (key.startsWith(current) && key !== own) app.kept.drop(key);
  }, [app, current, asked]);

  return (
    <div className="items-editor">
      <section className="items-side" aria-label="Items">
        <ItemsFilterBar filter={filter} onChange={change} />
        <PagedListView
          label="Items"
          what="the items"
          list={list}
          keyOf={keyOf}
          rowHeight={itemRowHeight}
          Row={ItemRow}
          selected={chosen === null ? null : String(chosen)}
          followsFocus
          menu="news-item"
          onOpen={(item, { stay, toSide, focus }) => {
            if (stay || toSide) app.open({ kind: "news-item", id: String(item.id) }, { toSide });
            else chooseItem(app, state, item);
            if (focus)
              requestAnimationFrame(() => document.querySelector<HTMLElement>(".items-reader .reader")?.focus());
          }}
          empty={<NoItems filter={filter} onChange={change} />}
        />
      </section>
      <section className="items-reader" aria-label="Reader">
        {chosen === null ? (
          <Blank icon="book" title="Choose an item to read it">
            <p className="blank-text">
              <kbd>j</kbd> and <kbd>k</kbd> go to the next and the previous one, <kbd>u</kbd> marks it as unread,{" "}
              <kbd>o</kbd> opens the original in the browser.
            </p>
          </Blank>
        ) : (
          <ItemPane key={chosen} itemId={chosen} placeKey={`news-items:${id}/read/${chosen}`} />
        )}
      </section>
    </div>
  );
}

type FilterBarProps = { readonly filter: ItemsFilter; readonly onChange: (next: Partial<ItemsFilter>) => void };

function ItemsFilterBar({ filter, onChange }: FilterBarProps) {
  const sources = useSources().data ?? [];
  return (
    <div className="items-filter">
      <FilterBox label="Filter items" value={filter.words} onChange={(words) => onChange({ words })} />
      <div className="items-filter-row">
        <select
          className="select"
          aria-label="State"
          value={filter.state}
          onChange={({ target }) => onChange({ state: itemStates.find((each) => each === target.value) ?? "all" })}
        >
          {itemStates.map((each) => (
            <option key={each} value={each}>
              {stateWords[each]}
            </option>
          ))}
        </select>
        <select
          className="select"
          aria-label="Source"
          value={filter.sourceId ?? ""}
          onChange={({ target }) => onChange({ sourceId: target.value === "" ? null : Number(target.value) })}
        >
          <option value="">All sources</option>
          {sources.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
