import type { AnalysisView } from "../../../jobs/model/content/news-views.ts";
import { Icon } from "../../components/icon.tsx";
import { useApp } from "../../workbench/app-context.tsx";
import { levelWord, providerLabel, sentimentIcon, sentimentWord } from "./news-words.ts";

/** What was made of a text: a summary, how it sounds, how much it matters, what it is about, and by what this was made. */
export function Analysis({ analysis }: { readonly analysis: AnalysisView }) {
  const { sentiment, impact, confidence, tickers, topics, entities } = analysis;
  return (
    <section className="aside-part" aria-label="Analysis">
      <h3 className="aside-title">Analysis</h3>
      <p className="analysis-summary" dir="auto">
        {analysis.summary}
      </p>
      <dl className="analysis-figures">
        <div>
          <dt>Sentiment</dt>
          <dd>
            <Icon name={sentimentIcon(sentiment)} /> {sentimentWord(sentiment)}{" "}
            <span className="dim">{sentiment.toFixed(2)}</span>
          </dd>
        </div>
        <div>
          <dt>Impact</dt>
          <dd>
            {levelWord(impact)} <span className="dim">{Math.round(impact)} of 100</span>
          </dd>
        </div>
        <div>
          <dt>Confidence</dt>
          <dd>
            {levelWord(confidence * 100)} <span className="dim">{Math.round(confidence * 100)} %</span>
          </dd>
        </div>
      </dl>
      <Chips label="Tickers" words={tickers} />
      <Chips label="Topics" words={topics} />
      <Chips label="Names" words={entities} />
      <p className="analysis-origin">
        <Icon name="beaker" /> {providerLabel(analysis)}
      </p>
    </section>
  );
}

/** Words that lead to everything in which they stand. */
function Chips({ label, words }: { readonly label: string; readonly words: readonly string[] }) {
  const { commands } = useApp();
  if (words.length === 0) return null;
  return (
    <ul className="chips" aria-label={label}>
      {words.map((word) => (
        <li key={word}>
          <button
            type="button"
            className="chip"
            title={`Search for ${word}`}
            onClick={() => commands.execute("news.searchFor", word)}
          >
            {word}
          </button>
        </li>
      ))}
    </ul>
  );
}
