import Papa from "papaparse";
import { decimalMark, parseAmount } from "./amounts.ts";

/** One line of a file of holdings, checked. */
export type HoldingLine = {
  readonly symbol: string;
  readonly quantity: number;
  /** Paid for one piece. */
  readonly cost: number;
  readonly currency: string;
  readonly sector: string | null;
};

export type LineProblem = {
  /** 1 for the first; 0: the whole file. */ readonly line: number;
  readonly message: string;
};

export type ParsedHoldings = {
  /** One for each symbol: lots are put together, at their average cost. */
  readonly holdings: readonly HoldingLine[];
  readonly problems: readonly LineProblem[];
};

type Column = keyof HoldingLine;
type Row = { readonly line: number; readonly cells: readonly string[] };

const columnOrder: readonly Column[] = ["symbol", "quantity", "cost", "currency", "sector"];
/** How brokers call the columns, in small letters and without what is not a letter. */
const columnNames: Readonly<Record<Column, readonly string[]>> = {
  symbol: ["symbol", "ticker", "tickersymbol", "instrument", "isin", "wkn", "code"],
  quantity: ["quantity", "qty", "shares", "units", "pieces", "amount", "anzahl", "stück", "menge", "position"],
  cost: ["cost", "price", "averagecost", "avgcost", "averageprice", "avgprice", "unitcost", "costpershare", "kurs"],
  currency: ["currency", "ccy", "cur", "währung"],
  sector: ["sector", "industry", "branche", "sektor"],
};
const currencySigns: Readonly<Record<string, string>> = { $: "USD", "€": "EUR", "£": "GBP", "¥": "JPY" };
const mostLines = 10_000;

/**
 * Reads holdings from CSV, whatever its delimiter, its quotes and its decimal mark: `symbol, quantity, cost, currency,
 * sector?`, in this order or under such names. What cannot be read is told line by line; the rest is given.
 */
export function parseHoldings(csv: string): ParsedHoldings {
  const rows = readRows(csv);
  if (rows.length === 0) return wrongFile("There is nothing in this file. It needs lines such as: AAPL,10,150.25,USD");
  if (rows.length > mostLines) return wrongFile(`This file has ${rows.length} lines; at most ${mostLines} are taken.`);
  const [first] = rows;
  const columns = first ? namedColumns(first.cells) : undefined;
  const missing = columnOrder.filter((column) => column !== "sector" && columns && columns[column] === undefined);
  if (missing.length > 0) return wrongFile(`The first line names no column for ${missing.join(" and ")}.`);
  const body = columns ? rows.slice(1) : rows;
  const places = columns ?? Object.fromEntries(columnOrder.map((column, place) => [column, place]));
  const cell = (row: Row, column: Column) => row.cells[places[column] ?? -1]?.trim() ?? "";
  const mark = decimalMark(body.flatMap((row) => [cell(row, "quantity"), cell(row, "cost")]));
  const problems: LineProblem[] = [];
  const lines: (HoldingLine & { readonly line: number })[] = [];
  for (const row of body) {
    const read = readLine((column) => cell(row, column), mark);
    if ("message" in read) problems.push({ line: row.line, message: read.message });
    else lines.push({ ...read, line: row.line });
  }
  return together(lines, problems);
}

function wrongFile(message: string): ParsedHoldings {
  return { holdings: [], problems: [{ line: 0, message }] };
}

/** Rows that are not empty, with the line that each begins on: a quoted cell may go over several. */
function readRows(csv: string): readonly Row[] {
  const text = csv.replace(/^\uFEFF/, "");
  const rows: Row[] = [];
  let read = 0;
  let line = 1;
  Papa.parse<string[]>(text, {
    delimitersToGuess: [",", ";", "\t", "|"],
    step: ({ data, meta }) => {
      if (data.some((cell) => cell.trim() !== "")) rows.push({ line, cells: data });
      line += text.slice(read, meta.cursor).match(/\r\n|\n|\r/g)?.length ?? 0;
      read = meta.cursor;
    },
  });
  return rows;
}

/** Where each column is, when the first row has names. */
function namedColumns(cells: readonly string[]): Partial<Record<Column, number>> | undefined {
  const names = cells.map((cell) => cell.toLowerCase().replace(/[^\p{L}]/gu, ""));
  const places: Partial<Record<Column, number>> = {};
  for (const column of columnOrder) {
    const place = columnNames[column].map((name) => names.indexOf(name)).find((found) => found !== -1);
    if (place !== undefined) places[column] = place;
  }
  return Object.keys(places).length >= 2 ? places : undefined;
}

function readLine(cell: (column: Column) => string, mark: "." | ","): HoldingLine | { readonly message: string } {
  const symbol = cell("symbol").toUpperCase();
  if (!/^[A-Z0-9][A-Z0-9.:^=/-]{0,19}$/.test(symbol))
    return { message: `"${symbol}" is no symbol: 1 to 20 letters, digits and . : ^ = / - are taken.` };
  const quantity = parseAmount(cell("quantity"), mark);
  if (quantity === undefined || quantity === 0)
    return { message: `The quantity "${cell("quantity")}" of ${symbol} is no number other than 0.` };
  const cost = parseAmount(cell("cost"), mark);
  if (cost === undefined || cost < 0)
    return { message: `The cost "${cell("cost")}" of ${symbol} is no number of at least 0.` };
  const currency = currencySigns[cell("currency")] ?? cell("currency").toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency))
    return { message: `The currency "${cell("currency")}" of ${symbol} is no code of three letters such as USD.` };
  return { symbol, quantity, cost, currency, sector: cell("sector").slice(0, 100) || null };
}

function together(
  lines: readonly (HoldingLine & { readonly line: number })[],
  problems: readonly LineProblem[],
): ParsedHoldings {
  const bySymbol = new Map<string, HoldingLine>();
  const clashes: LineProblem[] = [];
  for (const { line, ...lot } of lines) {
    const before = bySymbol.get(lot.symbol);
    if (!before) bySymbol.set(lot.symbol, lot);
    else if (before.currency !== lot.currency)
      clashes.push({
        line,
        message: `${lot.symbol} is in ${lot.currency} here and in ${before.currency} before. One symbol has one currency.`,
      });
    else bySymbol.set(lot.symbol, joined(before, lot));
  }
  const holdings = [...bySymbol.values()].filter(({ quantity }) => quantity !== 0);
  return { holdings, problems: [...problems, ...clashes].sort((a, b) => a.line - b.line) };
}

function joined(before: HoldingLine, lot: HoldingLine): HoldingLine {
  const quantity = before.quantity + lot.quantity;
  const paid = before.quantity * before.cost + lot.quantity * lot.cost;
  return {
    ...before,
    quantity,
    cost: quantity === 0 ? 0 : Math.max(0, paid / quantity),
    sector: before.sector ?? lot.sector,
  };
}
