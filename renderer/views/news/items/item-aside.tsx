import type { AnalysisView, ItemDetail } from "../../../../jobs/model/content/news-views.ts";
import { CommandLink } from "../../../components/command-link.tsx";
import { Icon } from "../../../components/icon.tsx";
import { useApp } from "../../../workbench/app-context.tsx";
import { Analysis } from "../analysis.tsx";
import { analysisWords, storyStatusWords } from "../news-words.ts";

type ItemAsideProps = {
  readonly item: ItemDetail;
  readonly active: string | null;
  readonly onPoint: (id: string | null) => void;
};

/** What there is to say about an item, each with the place in the text that it rests on. */
export function ItemAside({ item, active, onPoint }: ItemAsideProps) {
  return (
    <>
      {item.analysis ? <Analysis analysis={item.analysis} /> : <NoAnalysis item={item} />}
      {item.analysis && (
        <Passages title="Rests on" quotes={passagesOf(item, item.analysis)} active={active} onPoint={onPoint} />
      )}
      <Passages
        title="Highlights"
        quotes={item.highlights.map(({ id, quote }) => ({ id: `highlight:${id}`, quote }))}
        active={active}
        onPoint={onPoint}
      />
      {item.story && <StoryLink story={item.story} />}
    </>
  );
}

function passagesOf({ text }: ItemDetail, { passages }: AnalysisView): readonly Quote[] {
  return passages.map(({ id, start, end }) => ({ id: `passage:${id}`, quote: text.slice(start, end) }));
}

function NoAnalysis({ item }: { readonly item: ItemDetail }) {
  return (
    <section className="aside-part" aria-label="Analysis">
      <h3 className="aside-title">{analysisWords[item.analysisState]}</h3>
      {item.analysisError !== null && <p className="dim">{item.analysisError}</p>}
      <CommandLink command="news.analyse" subject={String(item.id)} />
    </section>
  );
}

type Quote = { readonly id: string; readonly quote: string };
type PassagesProps = Omit<ItemAsideProps, "item"> & { readonly title: string; readonly quotes: readonly Quote[] };

/** Quotes out of the text: to look at one is to see its place, and to choose it leads there. */
function Passages({ title, quotes, active, onPoint }: PassagesProps) {
  if (quotes.length === 0) return null;
  return (
    <section className="aside-part" aria-label={title}>
      <h3 className="aside-title">{title}</h3>
      <ul className="passages">
        {quotes.map(({ id, quote }) => (
          <li key={id}>
            <button
              type="button"
              className={active === id ? "passage is-lit" : "passage"}
              title="Show it in the text"
              dir="auto"
              onMouseEnter={() => onPoint(id)}
              onMouseLeave={() => onPoint(null)}
              onFocus={() => onPoint(id)}
              onBlur={() => onPoint(null)}
              onClick={({ currentTarget }) => showMark(currentTarget, id)}
            >
              {quote}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function showMark(from: Element, id: string): void {
  const mark = from.closest(".reader")?.querySelector(`mark[data-marks~="${CSS.escape(id)}"]`);
  mark?.scrollIntoView({ block: "center" });
}

function StoryLink({ story }: { readonly story: NonNullable<ItemDetail["story"]> }) {
  const { open } = useApp();
  return (
    <section className="aside-part" aria-label="Story">
      <h3 className="aside-title">Part of a story</h3>
      <button
        type="button"
        className="link"
        onClick={() => open({ kind: "news-story", id: String(story.id) }, { preview: true })}
      >
        {story.title}
      </button>
      <p className="dim">
        <Icon name="layers" /> {story.itemCount} items · {storyStatusWords[story.status]}
      </p>
    </section>
  );
}
