import { wordsOf } from "./words.ts";

const list = (words: string) => new Set(words.split(/\s+/));

const good = list(
  `achieve achieved achievement advance advanced agreement award awarded beat beats benefit benefits best better boost boosted
  boosts breakthrough bullish calm celebrate cheaper confident cure deal eased eases easing efficient encouraging excellent exceed
  exceeded exceeds expand expanded expands expansion gain gained gains good great grew grow growing grows growth happy healthy help
  helped helps high higher honour hope hopeful hopes improve improved improvement improves improving innovative jump jumped jumps
  lead leading milestone optimism optimistic outperform outperformed peace popular positive praise praised profit profitable profits
  progress promising protect protected rallied rally rallies rebound rebounded record recover recovered recovery relief rescue
  rescued resilient restore restored reward rise rises rising robust safe safer save saved secure soar soared soaring solid solve
  solved stable steady strength strong stronger strongest succeed succeeded success successful support supported surge surged surpass
  surpassed thrive thriving top topped triumph upbeat upgrade upgraded welcome welcomed win winner winning wins won`,
);
const bad = list(
  `abuse accident accused alarm alarming anger angry arrest arrested attack attacked attacks bad ban banned bankrupt bankruptcy bearish
  blame breach breached broke broken bug cancelled casualties charged collapse collapsed collapses complaint concern concerned concerns
  conflict corruption costly crash crashed crime crisis critical criticised criticized criticism cut cuts cyberattack damage damaged
  danger dangerous dead deadly death deaths debt decline declined declines declining deficit delay delayed delays deny died
  difficult disappoint disappointed disappointing disaster disease dispute disrupt disrupted disruption doubt downgrade downgraded drop
  dropped drops drought emergency error errors exploit exploited fail failed failing fails failure fake fall fallen falling falls fear
  fears fell fine fined fire flaw flaws flood flooded floods fraud freeze glitch halt halted harm harmed hurt hurts illegal illness
  inflation injured injuries injury investigation jail kill killed lack lawsuit lawsuits layoff layoffs leak leaked lose loses losing
  loss losses lost low lower malware misleading miss missed misses negative outage outages pain panic penalty plunge plunged plunges
  poor pressure probe problem problems protest protests ransomware recall recalled recalls recession reject rejected resign resigned
  risk risks risky sanction sanctions scam scandal scarce sell-off severe shock shortage shortages shut shutdown slide slides slow
  slowdown slowed slump slumped slumps stall stalled steal stolen strike strikes struggle struggled struggles struggling sued suffer
  suffered suspend suspended tension tensions threat threaten threatened threats toxic tragedy trouble turmoil uncertain uncertainty
  unemployment unsafe victim victims violence volatile vulnerability vulnerabilities war warn warned warning warns weak weaker weakness
  worried worries worry worse worsen worst wrong`,
);
const negations = list(
  "no not never without cannot can't won't don't doesn't didn't isn't aren't wasn't weren't hardly barely neither nor",
);
const strengths = list("very highly sharply deeply strongly extremely severely hugely");

/** A word this far behind a negation is still negated. */
const reach = 3;

export type Sentiment = {
  /** -1 to 1. */
  readonly value: number;
  /** How many words with a tone it rests on. */
  readonly words: number;
};

/** The tone of an English text by a list of words, with negations. Other languages have no word in it and come out as 0. */
export function sentimentOf(text: string): Sentiment {
  const words = wordsOf(text);
  let sum = 0;
  let count = 0;
  words.forEach((word, index) => {
    const tone = good.has(word) ? 1 : bad.has(word) ? -1 : 0;
    if (tone === 0) return;
    const before = words.slice(Math.max(0, index - reach), index);
    const negated = before.some((other) => negations.has(other));
    const strong = strengths.has(words[index - 1] ?? "") ? 1.5 : 1;
    sum += tone * strong * (negated ? -0.7 : 1);
    count += 1;
  });
  // A few words must not make an extreme: the more of them agree, the farther from 0.
  const value = sum / (count + 4);
  return { value: Math.round(Math.max(-1, Math.min(1, value * 1.4)) * 100) / 100, words: count };
}
