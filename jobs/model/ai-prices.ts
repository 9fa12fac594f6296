/** US dollars for 1,000,000 tokens. */
export type ModelPrice = { readonly input: number; readonly output: number };

export type PriceTable = Readonly<Record<string, ModelPrice>>;

/**
 * The shipped prices, as far as they were known on 28 November 2026: standard tier, uncached. They change, and other
 * servers have their own: the setting `ai.prices` goes
 * before them.
 */
export const shippedPrices: PriceTable = {
  "text-embedding-3-small": { input: 0.02, output: 0 },
  "text-embedding-3-large": { input: 0.13, output: 0 },
  "gpt-6-sol": { input: 2, output: 10 },
  "gpt-6-luna": { input: 0.1, output: 0.5 },
  "gpt-5.6-luna": { input: 0.2, output: 1.2 },
  "gpt-5.5": { input: 5, output: 30 },
  "gpt-5.4": { input: 2.5, output: 15 },
  "gpt-5.4-mini": { input: 0.75, output: 4.5 },
  "gpt-5.4-nano": { input: 0.2, output: 1.25 },
  "gpt-4.1": { input: 2, output: 8 },
  "gpt-4.1-mini": { input: 0.4, output: 1.6 },
  "gpt-4o": { input: 2.5, output: 10 },
  "gpt-4o-mini": { input: 0.15, output: 0.6 },
};

/** The price table in force. @throws nothing: the setting was checked by `pricesProblem` when it was made */
export function priceTable(setting: string | undefined): PriceTable {
  if (setting === undefined || pricesProblem(setting) !== undefined) return shippedPrices;
  return { ...shippedPrices, ...(JSON.parse(setting) as PriceTable) };
}

/** Why this is not a price table, or undefined when it is one. */
export function pricesProblem(value: string): string | undefined {
  const shape = 'It must be JSON like {"my-model": {"input": 0.5, "output": 2}}: US dollars for a million tokens.';
  let table: unknown;
  try {
    table = JSON.parse(value);
  } catch {
    return `The prices are not JSON. ${shape}`;
  }
  if (typeof table !== "object" || table === null || Array.isArray(table)) return shape;
  const wrong = Object.entries(table).find(([, price]) => !isPrice(price));
  return wrong ? `The price of "${wrong[0]}" cannot be read. ${shape}` : undefined;
}

function isPrice(price: unknown): boolean {
  if (typeof price !== "object" || price === null) return false;
  const { input, output, ...rest } = price as Record<string, unknown>;
  return isAmount(input) && isAmount(output) && Object.keys(rest).length === 0;
}

function isAmount(value: unknown): boolean {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 && value <= 100_000;
}

/** The price of a model; dated names (`gpt-x-2026-03-17`) cost what the model does. Undefined when it is not known. */
export function priceOf(table: PriceTable, model: string): ModelPrice | undefined {
  const known = (name: string) => (Object.hasOwn(table, name) ? table[name] : undefined);
  return known(model) ?? known(model.replace(/-\d{4}-\d{2}-\d{2}$/, ""));
}

/** What a model of unknown price counts as, so that a budget holds: the dearest of the table. */
export function dearest(table: PriceTable): ModelPrice {
  const prices = Object.values(table);
  return {
    input: Math.max(0, ...prices.map(({ input }) => input)),
    output: Math.max(0, ...prices.map(({ output }) => output)),
  };
}

/** In US dollars. */
export function costOf(price: ModelPrice, tokens: { readonly inputTokens: number; readonly outputTokens: number }) {
  return (price.input * tokens.inputTokens + price.output * tokens.outputTokens) / 1_000_000;
}
