import { type ReactNode, useCallback, useDeferredValue, useEffect, useRef } from "react";
import type { FoundText, SearchResult } from "../../../../jobs/model/content/news-views.ts";
import { FilterBox } from "../../../components/filter-box.tsx";
import { FoundWords } from "../../../components/found-words.tsx";
import { Blank, Failed, Loading } from "../../../components/notes.tsx";
import { moveFocus } from "../../../components/roving.ts";
import { counted } from "../../../format/number.ts";
import { useValue } from "../../../state/store.ts";
import { useApp, useClient } from "../../../workbench/app-context.tsx";
import type { EditorInput } from "../../../workbench/editor-group.ts";
import { useContent } from "../use-content.ts";
import { searchWords } from "./search-words.ts";
import "./search.css";

const mostFound = 100;

/** One search over all that the tasks have brought: items, stories, briefs and insights. */
export function SearchEditor() {
  const app = useApp();
  const client = useClient();
  const store = searchWords(app);
  const words = useValue(store);
  const asked = useDeferredValue(words).trim();
  const box = useRef<HTMLDivElement>(null);
  const load = useCallback(
    async (signal: AbortSignal) =>
      asked === "" ? null : client.content.search({ words: asked, limit: mostFound }, { signal }),
    [client, asked],
  );
  const { data, phase, message, reload } = useContent(load);
  useEffect(() => box.current?.querySelector("input")?.focus(), []);
  return (
    <div className="search-editor">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the field in it has the focus */}
      <div
        className="search-head"
        ref={box}
        data-first-stop="true"
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") focusFirst(event.currentTarget);
        }}
      >
        <FilterBox label="Search all news" icon="search" value={words} onChange={store.set} />
        <p className="search-hint dim" role="status">
          {asked !== "" && data
            ? (data.note ?? foundWords(data))
            : 'All words count; "a phrase", begin* and -without work'}
        </p>
      </div>
      {phase === "failed" && <Failed what="what was found" message={message ?? ""} onRetry={reload} />}
      {phase !== "failed" && asked !== "" && !data && <Loading what="what was found" />}
      {phase !== "failed" && data && <Results found={data} />}
      {asked === "" && (
        <Blank icon="search" title="Search in items, stories, briefs and insights">
          <p className="blank-text">It looks through the full text of everything that your sources brought.</p>
        </Blank>
      )}
    </div>
  );
}

function focusFirst(head: Element): void {
  head.parentElement?.querySelector<HTMLElement>(".search-hit")?.focus();
}

function foundWords({ items, more, stories, briefs, insights }: SearchResult): string {
  const parts = [
    items.length > 0 && `${more ? "more than " : ""}${counted(items.length, "item")}`,
    stories.length > 0 && (stories.length === 1 ? "1 story" : `${stories.length} stories`),
    briefs.length > 0 && counted(briefs.length, "brief"),
    insights.length > 0 && counted(insights.length, "insight"),
  ].filter((part) => part !== false);
  return parts.length === 0 ? "Nothing was found" : `Found ${parts.join(", ")}`;
}

function Results({ found }: { readonly found: SearchResult }) {
  const { items, stories, briefs, insights } = found;
  if (items.length + stories.length + briefs.length + insights.length === 0)
    return (
      <Blank icon="search" title="Nothing was found">
        <p className="blank-text">Fewer words find more. The last word may be the beginning of one.</p>
      </Blank>
    );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows lead from hit to hit
    <div className="search-results" onKeyDown={(event) => moveFocus(event, ".search-hit", "vertical")}>
      <Group title="Stories">
        {stories.map(({ story, title }) => (
          <Hit key={story.id} to={{ kind: "news-story", id: String(story.id) }} title={title} />
        ))}
      </Group>
      <Group title="Briefs">
        {briefs.map(({ brief, title, snippet }) => (
          <Hit key={brief.id} to={{ kind: "news-brief", id: String(brief.id) }} title={title} snippet={snippet} />
        ))}
      </Group>
      <Group title="Insights">
        {insights.map(({ insightId, title, snippet }) => (
          <Hit key={insightId} to={{ kind: "news-insights", id: "" }} title={title} snippet={snippet} />
        ))}
      </Group>
      <Group title="Items">
        {items.map(({ item, title, snippet }) => (
          <Hit
            key={item.id}
            to={{ kind: "news-item", id: String(item.id) }}
            title={title}
            snippet={snippet}
            origin={item.sourceTitle}
          />
        ))}
      </Group>
    </div>
  );
}

type GroupProps = { readonly title: string; readonly children: readonly ReactNode[] };

function Group({ title, children }: GroupProps) {
  if (children.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="search-group">
        {title} <span className="dim">{children.length}</span>
      </h3>
      <ul>{children}</ul>
    </section>
  );
}

type HitProps = {
  readonly to: EditorInput;
  readonly title: FoundText;
  readonly snippet?: FoundText;
  readonly origin?: string;
};

function Hit({ to, title, snippet, origin }: HitProps) {
  const { open } = useApp();
  return (
    <li>
      <button type="button" className="search-hit" onClick={() => open(to, { preview: true })}>
        <span className="search-hit-title" dir="auto">
          <FoundWords found={title} />
        </span>
        {origin !== undefined && <span className="dim"> {origin}</span>}
        {snippet && (
          <span className="search-hit-snippet" dir="auto">
            <FoundWords found={snippet} />
          </span>
        )}
      </button>
    </li>
  );
}
