type Camel<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name;
/** A row with the names of columns as the rest of the program writes them: `item_id` is `itemId`. */
type Camelled<Row> = { [Column in keyof Row & string as Camel<Column>]: Row[Column] };
type Snake<Name extends string> = Name extends `${infer Head}${infer Tail}`
  ? Head extends Lowercase<Head>
    ? `${Head}${Snake<Tail>}`
    : `_${Lowercase<Head>}${Snake<Tail>}`
  : Name;
type Snaked<Value> = { [Name in keyof Value & string as Snake<Name>]: Value[Name] };

const camelNames = new Map<string, string>();
const snakeNames = new Map<string, string>();

/** From the names of columns. */
export function fromRow<Row extends object>(row: Row): Camelled<Row> {
  return renamed(row, (column) =>
    kept(camelNames, column, () => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())),
  ) as Camelled<Row>;
}

/** To the names of columns. */
export function toRow<Value extends object>(value: Value): Snaked<Value> {
  return renamed(value, (name) =>
    kept(snakeNames, name, () => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)),
  ) as Snaked<Value>;
}

function renamed(record: object, rename: (name: string) => string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [rename(name), value]));
}

function kept(names: Map<string, string>, name: string, make: () => string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  const made = make();
  names.set(name, made);
  return made;
}

/** A list that is kept as JSON: the database checks that it is one when it is written. */
export function listOf<Element>(json: string): readonly Element[] {
  return JSON.parse(json) as Element[];
}

/**
 * Writes many rows in several transactions, so that none holds the writer for long: others write the same file. A kill
 * leaves some of them written; to write them again must change nothing.
 */
export async function inSlices<Row>(
  rows: readonly Row[],
  size: number,
  write: (slice: readonly Row[]) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < rows.length; from += size) await write(rows.slice(from, from + size));
}
