import type {
  BriefSummary,
  ItemDetail,
  ItemSummary,
  SourceView,
  StorySummary,
} from "../../../jobs/model/content/news-views.ts";
import articles from "../../../resources/samples/news/articles.json" with { type: "json" };
import { hour, minute } from "./sample-jobs.ts";

/** News of a country that does not exist, as a host that has worked on them would show them. */

const outlets = [
  ["harbour-times", "Harbour Times"],
  ["ledger", "The Ledger"],
  ["north-wire", "North Wire"],
  ["science-post", "Science Post"],
] as const;

/** Titles as a hostile feed may give them: a script, a change of direction, signs that cannot be seen, no end of a word. */
const hostile = [
  "<script>alert(1)</script> <img src=x onerror=alert(1)>",
  "Refund \u202Egnp.exe\u202C and \u2067\u05E9\u05DC\u05D5\u05DD",
  "\u200B\u200D\u2060",
  `Z${"a\u0301\u0320".repeat(40)}lgo ${"Donaudampfschifffahrt".repeat(20)}`,
];

const noun = (count: number, each: (index: number) => number) =>
  Array.from({ length: count }, (_, index) => each(index));

export function sampleSource(id: number, now: number, change: Partial<SourceView> = {}): SourceView {
  const [slug, title] = outlets[(id - 1) % outlets.length] ?? outlets[0];
  return {
    ...{ id, kind: "rss", url: `https://${slug}-${id}.example/feed.xml`, siteUrl: `https://${slug}.example/` },
    ...{ title: id <= outlets.length ? title : `${title} ${id}`, enabled: true, intervalMs: 15 * minute },
    ...{ nextFetchAt: now + 11 * minute, lastFetchedAt: now - 4 * minute, lastSuccessAt: now - 4 * minute },
    ...{ failures: 0, lastError: null, disabledReason: null, demo: false, createdAt: now - 40 * 24 * hour },
    ...{ itemCount: 120 + id, unreadCount: id % 3 === 0 ? 0 : 7 + id, collectedCount: 121 + id },
    ...change,
  };
}

export function sampleSources(count: number, now: number): SourceView[] {
  const failing = { failures: 3, lastError: "503 from ledger-2.example", nextFetchAt: now + 20 * minute };
  const gone = { enabled: false, disabledReason: "the feed says that it is gone for good (410)", unreadCount: 0 };
  return noun(count, (index) => index + 1).map((id) =>
    sampleSource(id, now, id === 2 ? failing : id === 4 ? gone : {}),
  );
}

export function sampleItem(id: number, now: number): ItemDetail {
  const article = articles[(id - 1) % articles.length];
  if (!article) throw new Error("There are no sample articles");
  const title = hostile[id - 7] ?? article.title;
  const text = article.paragraphs.join("\n\n");
  const found = outlets.findIndex(([slug]) => slug === article.outlet);
  const analysed = id % 4 !== 0;
  const [first = "", second = ""] = article.paragraphs;
  const passages = analysed ? [passage("p1", text, first), passage("p2", text, second)] : [];
  const quote = second.split(". ")[0] ?? "";
  return {
    ...{ id, sourceId: Math.max(0, found) + 1, sourceTitle: outlets[Math.max(0, found)]?.[1] ?? "North Wire" },
    ...{ title, link: `https://${article.outlet}.example/${article.slug}`, author: id % 2 === 0 ? null : "Mara Lind" },
    ...{ language: article.language === "de" ? "deu" : "eng", publishedAt: now - id * 37 * minute },
    ...{ excerpt: first.slice(0, 200), readAt: id % 3 === 0 ? now - hour : null, snoozedUntil: null },
    ...{ analysisState: analysed ? "done" : "waiting", storyId: id <= 6 ? 1 : null },
    ...{ sentiment: analysed ? ((id * 37) % 200) / 100 - 1 : null, impact: analysed ? (id * 29) % 100 : null },
    ...{ text, canonicalUrl: null, analysisError: null },
    content: id === 5 ? { state: "failed", error: "the page answered 403" } : { state: "none", error: null },
    analysis: analysed ? analysisOf(id, first, passages, now) : null,
    highlights: quote === "" ? [] : [{ ...passage("", text, quote), id, quote }],
    story: id <= 6 ? sampleStory(1, now) : null,
  };
}

function passage(id: string, text: string, part: string) {
  const start = Math.max(0, text.indexOf(part));
  return { id, start, end: start + part.length };
}

function analysisOf(id: number, summary: string, passages: readonly ReturnType<typeof passage>[], now: number) {
  return {
    ...{ id, provider: "local", model: "extractive", summary, passages: [...passages], createdAt: now - hour },
    ...{ topics: ["monetary policy", "bonds"], entities: ["Norland", "Ines Halvorsen"], tickers: ["FJRD", "NRSH"] },
    ...{ sentiment: ((id * 37) % 200) / 100 - 1, impact: (id * 29) % 100, confidence: 0.42 },
  };
}

export function sampleStory(id: number, now: number): StorySummary {
  const titles = ["Norland's central bank holds its rate", "Storm closes the northern harbours", "A cheaper battery"];
  return {
    ...{ id, title: titles[(id - 1) % titles.length] ?? "A story", status: id === 1 ? "developing" : "settled" },
    summaryShort: "Two of the seven members of the committee wanted a cut at once; markets expect one in March.",
    ...{ firstAt: now - 9 * hour * id, lastAt: now - 37 * minute * id, itemCount: id === 1 ? 6 : 2 },
    ...{ sentiment: id === 1 ? 0.21 : -0.6, impact: id === 1 ? 71 : 38 },
  };
}

export function sampleBrief(id: number, now: number): BriefSummary {
  const at = now - (id - 1) * 24 * hour - 2 * hour;
  const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone: "UTC" }).format(at);
  return {
    ...{ id, title: `Brief of ${day}`, fromAt: at - 24 * hour, toAt: at, itemCount: 6 },
    ...{ provider: "local", model: "extractive", createdAt: at },
  };
}

/** As `generate-brief` writes them, and beneath it what a hostile source would like to see in it. */
export function sampleMarkdown({ title }: BriefSummary, now: number): string {
  const items = noun(6, (index) => index + 1).map((id) => sampleItem(id, now));
  const claims = items
    .slice(0, 3)
    .map(({ id, excerpt }) => `- ${excerpt.split(". ")[0]?.replace(/\.$/, "")}. [\\[${id}\\]](jobdeck://item/${id})`);
  const others = items.slice(3).map(({ id, title: name }) => `- ${name} [\\[${id}\\]](jobdeck://item/${id})`);
  return [
    `# ${title}`,
    "*30 items from 4 sources. Made on this computer by plain methods (local, extractive): the sentences are quoted from the sources word for word, and nobody has checked them.*",
    `## Central bank holds, cut in sight\n\n${claims.join("\n")}\n\nAlso in: The Ledger [\\[2\\]](jobdeck://item/2)`,
    `## Also in the news\n\n${others.join("\n")}`,
    "> A quote that a source brings, with `code` in it.",
    '<img src="https://tracker.example/pixel.png"> [Click](javascript:alert(1)) ![a picture](https://tracker.example/b.png)',
    "## Sources\n\n1. [Norland's central bank holds rates](https://harbour-times.example/central-bank-holds), Harbour Times",
  ].join("\n\n");
}

export function summaryOfItem(item: ItemDetail): ItemSummary {
  const {
    text: _t,
    canonicalUrl: _c,
    content: _n,
    analysisError: _e,
    analysis: _a,
    highlights: _h,
    story: _s,
    ...rest
  } = item;
  return rest;
}
