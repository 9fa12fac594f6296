import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseHoldings } from "../../../jobs/interchange/holdings-csv.ts";

const aapl = { symbol: "AAPL", quantity: 10, cost: 150.25, currency: "USD", sector: "Technology" };

describe("parseHoldings", () => {
  it.each([
    ["with names", "symbol,quantity,cost,currency,sector\nAAPL,10,150.25,USD,Technology\n"],
    ["without names", "AAPL,10,150.25,USD,Technology"],
    [
      "with a byte order mark, semicolons and decimal commas",
      "\uFEFFTicker;Qty;Price;Ccy;Industry\r\naapl;10,0;150,25;usd;Technology\r\n",
    ],
    ["with tabs, in another order", "currency\tcost\tsymbol\tsector\tquantity\nUSD\t150.25\tAAPL\tTechnology\t10"],
    [
      "with quotes, signs and thousands",
      '"Symbol","Quantity","Avg Cost","Currency","Sector"\n"AAPL","10.00","$150.25","USD","Technology"',
    ],
    [
      "with empty lines and spaces",
      "\n symbol , quantity , cost , currency , sector \n\n AAPL , 10 , 150.25 , USD , Technology \n\n",
    ],
  ])("reads a file %s", (_what, csv) => {
    expect(parseHoldings(csv)).toEqual({ holdings: [aapl], problems: [] });
  });

  it.each([
    ["1,234.56", "12.5", 1234.56, 12.5],
    ["1.234,56", "12,5", 1234.56, 12.5],
    ["1 234,5", "3", 1234.5, 3],
    ["1'234.5", "3", 1234.5, 3],
    ["1,234", "12.5", 1234, 12.5],
    ["1.234", "12,5", 1234, 12.5],
  ])("reads %s and %s as a person would", (quantity, cost, wantedQuantity, wantedCost) => {
    const { holdings } = parseHoldings(`symbol;quantity;cost;currency\nX;${quantity};${cost};EUR`);
    expect(holdings).toMatchObject([{ quantity: wantedQuantity, cost: wantedCost, sector: null }]);
  });

  it("says what is wrong with which line, and gives the rest", () => {
    const csv =
      'symbol,quantity,cost,currency,sector\n=CMD(),1,1,USD,\nA,x,1,USD,\nB,1,-1,USD,"two\nlines"\nC,1,1,dollars,\nAAPL,1,2,USD,';
    const { holdings, problems } = parseHoldings(csv);
    expect(holdings).toMatchObject([{ symbol: "AAPL" }]);
    expect(problems).toEqual([
      { line: 2, message: expect.stringContaining("=CMD()") },
      { line: 3, message: expect.stringContaining('"x"') },
      { line: 4, message: expect.stringContaining('"-1"') },
      { line: 6, message: expect.stringContaining('"dollars"') },
    ]);
  });

  it("puts lots of one symbol together at their average cost", () => {
    expect(parseHoldings("A,10,100,USD\nA,30,200,USD").holdings).toEqual([
      { symbol: "A", quantity: 40, cost: 175, currency: "USD", sector: null },
    ]);
  });

  it("refuses a symbol in two currencies", () => {
    expect(parseHoldings("A,10,100,USD\nA,30,200,EUR").problems).toEqual([
      { line: 2, message: expect.stringMatching(/EUR.*USD/) },
    ]);
  });

  it.each([
    ["nothing", ""],
    ["a column too few", "symbol,quantity,currency\nA,1,USD"],
  ])("refuses a file with %s", (_what, csv) => {
    expect(parseHoldings(csv)).toEqual({ holdings: [], problems: [{ line: 0, message: expect.any(String) }] });
  });

  it("reads back whatever is written", () => {
    const symbol = fc.stringMatching(/^[A-Z]{1,5}$/);
    const amount = fc.integer({ min: 1, max: 1_000_000 }).map((cents) => cents / 100);
    const line = fc.record({ symbol, quantity: amount, cost: amount });
    fc.assert(
      fc.property(fc.uniqueArray(line, { selector: (each) => each.symbol, minLength: 1 }), (lines) => {
        const csv = lines.map((each) => `${each.symbol},${each.quantity},${each.cost},USD`).join("\n");
        const { holdings, problems } = parseHoldings(`symbol,quantity,cost,currency\n${csv}`);
        expect(problems).toEqual([]);
        expect(holdings.map(({ symbol, quantity, cost }) => ({ symbol, quantity, cost }))).toEqual(lines);
      }),
    );
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (csv) => Array.isArray(parseHoldings(csv).problems)));
  });
});
