type Sector = {
  /** How brokers and news call it, in small letters. */
  readonly words: readonly string[];
  /** How much its prices swing, 0 to 1: utilities little, crypto currencies much. */
  readonly risk: number;
};

/** The sectors of the Global Industry Classification Standard, and what else people hold. */
const sectors: Readonly<Record<string, Sector>> = {
  technology: {
    words: [
      ...["technology", "tech", "information technology", "it", "software", "hardware", "semiconductors", "chips"],
      ...["semiconductor", "cloud", "artificial intelligence", "ai", "cybersecurity", "cyber security", "data centers"],
    ],
    risk: 0.7,
  },
  communication: {
    words: ["communication services", "communications", "telecom", "telecommunications", "media", "social media"],
    risk: 0.55,
  },
  discretionary: {
    words: ["consumer discretionary", "consumer cyclical", "retail", "automotive", "cars", "autos", "travel", "luxury"],
    risk: 0.6,
  },
  staples: {
    words: ["consumer staples", "consumer defensive", "food", "beverages", "household products"],
    risk: 0.25,
  },
  energy: { words: ["energy", "oil", "gas", "oil and gas", "renewables", "solar"], risk: 0.65 },
  financials: { words: ["financials", "financial services", "finance", "banks", "banking", "insurance"], risk: 0.5 },
  health: {
    words: ["health care", "healthcare", "health", "pharma", "pharmaceuticals", "biotech", "biotechnology", "medicine"],
    risk: 0.5,
  },
  industrials: {
    words: ["industrials", "industry", "manufacturing", "aerospace", "defense", "defence", "airlines", "logistics"],
    risk: 0.5,
  },
  materials: { words: ["materials", "basic materials", "mining", "metals", "chemicals", "gold", "steel"], risk: 0.6 },
  realEstate: { words: ["real estate", "property", "reit", "reits", "housing"], risk: 0.45 },
  utilities: { words: ["utilities", "electricity", "power grid", "water"], risk: 0.2 },
  bonds: { words: ["bonds", "bond", "fixed income", "treasuries", "government bonds"], risk: 0.1 },
  funds: { words: ["fund", "funds", "etf", "etfs", "index", "index fund", "diversified"], risk: 0.3 },
  crypto: { words: ["crypto", "cryptocurrency", "cryptocurrencies", "bitcoin", "ethereum", "blockchain"], risk: 1 },
};

const byWord = new Map(
  Object.entries(sectors).flatMap(([key, { words }]) => words.map((word) => [word, key] as const)),
);
const unknownRisk = 0.5;

/** The sector that a word stands for; undefined when it stands for none that is known. */
export function sectorKey(word: string): string | undefined {
  return byWord.get(word.trim().toLowerCase());
}

/** How much the prices of a sector swing, 0 to 1; of one that is not known, 0.5. */
export function sectorRisk(name: string): number {
  return sectors[sectorKey(name) ?? ""]?.risk ?? unknownRisk;
}
