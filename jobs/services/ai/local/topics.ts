import { wordsOf } from "./words.ts";

/** Words that speak for a topic; those that end with `*` stand for all that begin so. */
const table: Readonly<Record<string, string>> = {
  "artificial intelligence":
    "ai llm chatbot neural openai anthropic deepmind machine-learning generative inference gpu*",
  banking: "bank* lender* lending deposit* mortgage* loan* credit fintech",
  climate: "climate emission* carbon warming co2 glacier* drought* heatwave* decarbonis*",
  "consumer goods": "retailer* supermarket* shopper* consumer* brand* grocer* apparel beverage*",
  crypto: "bitcoin crypto* blockchain ethereum stablecoin* token*",
  cybersecurity:
    "ransomware malware phishing vulnerabilit* cyberattack* hacker* breach* encryption exploit* patch* cve*",
  economy: "gdp inflation recession unemployment economy economic economist* payroll* tariff* export*",
  education: "school* universit* student* teacher* curriculum",
  energy: "oil gas opec crude electricity grid solar wind turbine* nuclear reactor* hydrogen lng renewable* batter*",
  "food and agriculture": "crop* harvest* farm* wheat grain* fertilis* livestock dairy orchard*",
  health: "hospital* patient* vaccine* disease* drug* clinical trial* virus outbreak* cancer medicine* therap* nhs fda",
  housing: "housing rent* landlord* tenant* homebuilder* property apartment*",
  "jobs and pay": "strike* union* wage* layoff* hiring workforce employee* salary salaries",
  law: "court* judge* lawsuit* ruling prosecutor* antitrust verdict appeal* regulator* settlement",
  markets: "profit* stock* share* bond* yield* investor* index nasdaq dividend* earnings ipo rally sell-off analyst*",
  "monetary policy": "central-bank rate* fed ecb fomc policymaker* basis hike* easing",
  politics: "election* parliament* minister* president* senate vote* coalition campaign* referendum government*",
  science: "scientist* researcher* study telescope* physics genome* species experiment* laboratory fossil*",
  semiconductors: "chip* semiconductor* wafer* foundry tsmc lithography transistor*",
  software: "software developer* open-source linux kernel release* api database* browser* cloud compiler* programming",
  space: "rocket* satellite* orbit* nasa esa lunar moon mars spacecraft launch*",
  sport: "match* league championship* coach* goal* tournament* olympic* striker* season",
  trade: "tariff* import* export* customs shipping container* port* freight sanction*",
  transport: "airline* flight* railway* train* car* vehicle* ev traffic airport* ferry",
  "war and security": "troop* missile* ceasefire military army defence drone* nato frontline weapon*",
};

type Rule = { readonly topic: string; readonly whole: ReadonlySet<string>; readonly beginnings: readonly string[] };

const rules: readonly Rule[] = Object.entries(table).map(([topic, text]) => {
  const words = text.split(" ");
  return {
    topic,
    whole: new Set(words.filter((word) => !word.endsWith("*"))),
    beginnings: words.filter((word) => word.endsWith("*")).map((word) => word.slice(0, -1)),
  };
});

/** So much must speak for a topic before it is named. */
const least = 3;

/** Topics by lists of English words, the surest first. A word of the title counts three times. */
export function topicsOf(title: string, text: string, most = 4): readonly string[] {
  const words = new Map<string, number>();
  const count = (source: string, weight: number) => {
    for (const word of wordsOf(source)) words.set(word, (words.get(word) ?? 0) + weight);
  };
  count(title, 3);
  count(text, 1);
  return rules
    .map(({ topic, whole, beginnings }) => {
      let score = 0;
      let different = 0;
      for (const [word, times] of words) {
        if (!whole.has(word) && !beginnings.some((beginning) => fits(word, beginning))) continue;
        different += 1;
        score += Math.min(times, 5);
      }
      // One word that is said often is weaker than several.
      return { topic, score: different < 2 ? score * 0.5 : score };
    })
    .filter(({ score }) => score >= least)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ topic }) => topic);
}

/** "car*" is meant for "cars", not for "carbon": a short beginning takes only a short ending. */
function fits(word: string, beginning: string): boolean {
  return word.startsWith(beginning) && word.length - beginning.length <= (beginning.length < 5 ? 1 : 4);
}
