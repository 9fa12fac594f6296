import { useCallback } from "react";
import type { Portfolio } from "../../../../jobs/model/content/portfolio-views.ts";
import { Card } from "../../../components/card.tsx";
import { EditorPage } from "../../../components/editor-page.tsx";
import { Failed, Loading } from "../../../components/notes.tsx";
import { counted, number } from "../../../format/number.ts";
import { useClient } from "../../../workbench/app-context.tsx";
import { useKeptState } from "../../../workbench/kept-state.ts";
import { Insight } from "../insights/insights-editor.tsx";
import { useContent } from "../use-content.ts";
import { Exposure } from "./exposure.tsx";
import { ImportHoldings } from "./import-holdings.tsx";
import { profileWords } from "./profile-words.ts";
import "./portfolio.css";

/** What is held, where it lies, and what it says of its owner. */
export function PortfolioEditor() {
  const client = useClient();
  const load = useCallback((signal: AbortSignal) => client.content.portfolio.get({}, { signal }), [client]);
  const { data, phase, message, reload } = useContent(load);
  const [importing, setImporting] = useKeptState("news-portfolio:/importing", false);
  if (!data && phase === "failed") return <Failed what="the portfolio" message={message ?? ""} onRetry={reload} />;
  if (!data) return <Loading what="the portfolio" />;
  const isEmpty = data.holdings.length === 0;
  return (
    <EditorPage editorKey="news-portfolio:">
      <header className="page-head">
        <div className="page-head-words">
          <h2 className="page-title">Portfolio</h2>
          <p className="page-lead">
            {isEmpty
              ? "Bring in what you hold, and the news that touches it is found. It stays on this computer."
              : `${counted(data.holdings.length, "holding")}, valued at what was paid for them.`}
          </p>
        </div>
        {!isEmpty && (
          <div className="page-actions">
            <button
              type="button"
              className="button is-secondary"
              aria-expanded={importing}
              onClick={() => setImporting((known) => !known)}
            >
              Import holdings…
            </button>
          </div>
        )}
      </header>
      {(isEmpty || importing) && (
        <ImportHoldings
          onDone={() => {
            setImporting(() => false);
            reload();
          }}
        />
      )}
      {!isEmpty && <Whole portfolio={data} />}
    </EditorPage>
  );
}

function Whole({ portfolio }: { readonly portfolio: Portfolio }) {
  return (
    <>
      <div className="cards portfolio-cards">
        {portfolio.exposure.map((exposure) => (
          <Exposure key={exposure.currency} exposure={exposure} />
        ))}
        <Card title="Profile">
          {portfolio.profile ? (
            <ul className="profile-words">
              {profileWords(portfolio.profile).map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          ) : (
            <p className="card-note">It is computed with the next run of the portfolio's job.</p>
          )}
        </Card>
      </div>
      <Holdings holdings={portfolio.holdings} />
      {portfolio.insights.length > 0 && (
        <section aria-label="Insights">
          <h3 className="section-title portfolio-section">Insights</h3>
          <ul className="insights">
            {portfolio.insights.map((insight) => (
              <Insight key={insight.id} insight={insight} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Holdings({ holdings }: Pick<Portfolio, "holdings">) {
  return (
    <Card title="Holdings">
      <div className="table-scroll">
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">Symbol</th>
              <th scope="col" className="is-words">
                Sector
              </th>
              <th scope="col">Quantity</th>
              <th scope="col">Cost</th>
              <th scope="col">Value</th>
              <th scope="col">Share</th>
            </tr>
          </thead>
          <tbody>
            {holdings.map(({ symbol, sector, quantity, cost, currency, value, share }) => (
              <tr key={`${symbol} ${currency}`}>
                <td>{symbol}</td>
                <td className="is-words">{sector ?? "—"}</td>
                <td>{number(quantity)}</td>
                <td>{number(cost)}</td>
                <td>
                  {number(value)} {currency}
                </td>
                <td>{Math.round(share * 100)} %</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
