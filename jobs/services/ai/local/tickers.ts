/** Companies that news name without their ticker. Each of these words means the company wherever it stands. */
const companies: Readonly<Record<string, string>> = {
  "Advanced Micro Devices": "AMD",
  Airbus: "AIR.PA",
  Alibaba: "BABA",
  Alphabet: "GOOGL",
  "Amazon.com": "AMZN",
  ASML: "ASML",
  AstraZeneca: "AZN",
  "Berkshire Hathaway": "BRK.B",
  BlackRock: "BLK",
  Boeing: "BA",
  Broadcom: "AVGO",
  Caterpillar: "CAT",
  Chevron: "CVX",
  Cisco: "CSCO",
  Citigroup: "C",
  "Coca-Cola": "KO",
  Costco: "COST",
  Disney: "DIS",
  "Eli Lilly": "LLY",
  ExxonMobil: "XOM",
  "Exxon Mobil": "XOM",
  "General Electric": "GE",
  "General Motors": "GM",
  "Goldman Sachs": "GS",
  Google: "GOOGL",
  IBM: "IBM",
  Intel: "INTC",
  "Johnson & Johnson": "JNJ",
  JPMorgan: "JPM",
  LVMH: "MC.PA",
  Mastercard: "MA",
  "McDonald's": "MCD",
  "Meta Platforms": "META",
  "Micron Technology": "MU",
  Microsoft: "MSFT",
  "Morgan Stanley": "MS",
  Nestlé: "NESN.SW",
  Netflix: "NFLX",
  Nike: "NKE",
  Nintendo: "7974.T",
  Novartis: "NOVN.SW",
  "Novo Nordisk": "NVO",
  Nvidia: "NVDA",
  NVIDIA: "NVDA",
  Oracle: "ORCL",
  PepsiCo: "PEP",
  Pfizer: "PFE",
  "Procter & Gamble": "PG",
  Qualcomm: "QCOM",
  Salesforce: "CRM",
  "Samsung Electronics": "005930.KS",
  Shell: "SHEL",
  Siemens: "SIE.DE",
  Tesla: "TSLA",
  TSMC: "TSM",
  Toyota: "TM",
  UnitedHealth: "UNH",
  Vestas: "VWS.CO",
  Volkswagen: "VOW3.DE",
  Walmart: "WMT",
  "Wells Fargo": "WFC",
};

const marked = /\$([A-Z]{1,5}(?:\.[A-Z]{1,2})?)(?![\p{L}\p{N}])/gu;
const listed = /\b(?:NASDAQ|NYSE|AMEX|LSE|XETRA|TSX|ASX|HKEX|SIX|Euronext)\s*:\s*([A-Z0-9]{1,6}(?:\.[A-Z]{1,2})?)\b/g;

/** Shares that a text speaks of: `$ABC`, `NYSE: ABC`, and the names of well-known companies; in the order of the text. */
export function tickersOf(text: string, most = 8): readonly string[] {
  const found = new Map<string, number>();
  const add = (ticker: string, at: number) => {
    const known = found.get(ticker);
    if (known === undefined || at < known) found.set(ticker, at);
  };
  for (const pattern of [marked, listed])
    for (const match of text.matchAll(pattern)) if (match[1]) add(match[1], match.index);
  for (const [company, ticker] of Object.entries(companies)) {
    const at = indexOfWord(text, company);
    if (at >= 0) add(ticker, at);
  }
  return [...found]
    .sort((a, b) => a[1] - b[1])
    .slice(0, most)
    .map(([ticker]) => ticker);
}

function indexOfWord(text: string, phrase: string): number {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const before = text[at - 1] ?? " ";
    const after = text[at + phrase.length] ?? " ";
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return at;
  }
  return -1;
}
