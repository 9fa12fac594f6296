import type { Portfolio } from "../../../../jobs/model/content/portfolio-views.ts";
import { Card } from "../../../components/card.tsx";
import { number } from "../../../format/number.ts";
import "../../../components/chart/bar-chart.css";

/** How much lies in which sector, as a table whose rows are bars. */
export function Exposure({ exposure }: { readonly exposure: Portfolio["exposure"][number] }) {
  const { currency, value, sectors } = exposure;
  return (
    <Card title={`By sector, ${currency}`}>
      <table className="data-table exposure">
        <caption className="card-note">
          {number(value)} {currency} in all
        </caption>
        <thead className="off-screen">
          <tr>
            <th scope="col">Sector</th>
            <th scope="col">Value</th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {sectors.map((sector) => (
            <tr key={sector.name}>
              <th scope="row">
                <span className="exposure-name">{sector.name}</span>
                <span
                  className="exposure-bar"
                  aria-hidden="true"
                  style={{ width: `${Math.max(1, sector.share * 100)}%` }}
                />
              </th>
              <td>{number(sector.value)}</td>
              <td>{Math.round(sector.share * 100)} %</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
