import type { Item } from "../../model/news.ts";
import type { BriefGroup } from "./brief-groups.ts";
import type { BriefAnswer } from "./brief-question.ts";
import { headlineOf } from "./plain-brief.ts";

export type BriefText = {
  readonly answer: BriefAnswer;
  /** All groups of the window, those of the answer too. */
  readonly groups: readonly BriefGroup[];
  /** Titles of sources, by id. */
  readonly sources: ReadonlyMap<number, string>;
  /** What made it: "local, extractive". */
  readonly label: string;
  readonly isQuoted: boolean;
  readonly dropped: number;
  readonly fromAt: number;
  readonly toAt: number;
  /** IANA zone of the times that are shown; default: the system's. */
  readonly zone?: string;
};

/** Groups without claims of their own that are still named. */
const mostOthers = 20;

/** The brief as Markdown, and the items that it links to. Every claim has a link to its item; nothing from outside is markup. */
export function renderBrief(brief: BriefText): {
  readonly title: string;
  readonly markdown: string;
  readonly itemIds: number[];
} {
  const numbers = new Map<number, number>();
  const byId = new Map(brief.groups.flatMap(({ items }) => items.map((item) => [item.id, item] as const)));
  const cite = (id: number): string => {
    const number = numbers.get(id) ?? numbers.size + 1;
    numbers.set(id, number);
    return `[\\[${number}\\]](jobdeck://item/${id})`;
  };
  const title = `Brief of ${format(brief, brief.toAt, { weekday: "long", day: "numeric", month: "long", year: "numeric" })}`;
  const told = new Set(brief.answer.stories.map(({ story }) => story));
  const sections = brief.answer.stories.map((story) => section(story, brief, cite));
  const others = brief.groups.filter(({ id }) => !told.has(id));
  const lines = [
    `# ${title}`,
    introduction(brief, byId.size),
    ...sections,
    ...(others.length > 0 ? [otherNews(others, cite)] : []),
    `## Sources\n\n${[...numbers].map(([id, number]) => source(number, byId.get(id), brief)).join("\n")}`,
  ];
  return { title, markdown: `${lines.join("\n\n")}\n`, itemIds: [...numbers.keys()] };
}

type Cite = (id: number) => string;

function introduction(brief: BriefText, count: number): string {
  const { groups, label, isQuoted, dropped, fromAt, toAt } = brief;
  const sources = new Set(groups.flatMap(({ items }) => items.map(({ sourceId }) => sourceId))).size;
  const span = `${format(brief, fromAt, moment)} to ${format(brief, toAt, moment)}`;
  const made = isQuoted
    ? `Made on this computer by plain methods (${label}): the sentences are quoted from the sources word for word, and nobody has checked them.`
    : `Written by a model (${label}) from the items that it cites. Models err: follow the links before you rely on it.`;
  const left = dropped > 0 ? ` ${plural(dropped, "claim")} left out, because what it cited does not say so.` : "";
  return `*${plural(count, "item")} from ${plural(sources, "source")}, ${span}. ${made}${left}*`;
}

function section({ story, headline, claims }: BriefAnswer["stories"][number], brief: BriefText, cite: Cite): string {
  const group = brief.groups.find(({ id }) => id === story);
  const cited = new Set(claims.flatMap(({ items }) => items.map(idOf)));
  const lines = claims.map(
    ({ text, items }) => `- ${escaped(text)} ${items.map((item) => cite(idOf(item))).join(" ")}`,
  );
  const rest = (group?.items ?? []).filter(({ id }) => !cited.has(id));
  const also = rest.map((item) => `${escaped(brief.sources.get(item.sourceId) ?? "another source")} ${cite(item.id)}`);
  const more = also.length > 0 ? `\n\nAlso in: ${also.join(", ")}` : "";
  return `## ${escaped(headline)}\n\n${lines.join("\n")}${more}`;
}

function otherNews(groups: readonly BriefGroup[], cite: Cite): string {
  const lines = groups
    .slice(0, mostOthers)
    .flatMap(({ items: [item] }) => (item ? [`- ${escaped(headlineOf(item.title))} ${cite(item.id)}`] : []));
  const left = groups.length - mostOthers;
  if (left > 0) lines.push(`- … and ${plural(left, "more story", "more stories")}.`);
  return `## Also in the news\n\n${lines.join("\n")}`;
}

function source(number: number, item: Item | undefined, brief: BriefText): string {
  if (!item) return `${number}. An item that is gone`;
  const address = safeAddress(item.canonicalUrl ?? item.link) ?? `jobdeck://item/${item.id}`;
  const outlet = escaped(brief.sources.get(item.sourceId) ?? "Unknown source");
  return `${number}. [${escaped(headlineOf(item.title))}](${address}), ${outlet}, ${format(brief, item.publishedAt, moment)}`;
}

const moment: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };

function format({ zone }: BriefText, at: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", { ...options, ...(zone === undefined ? {} : { timeZone: zone }) }).format(at);
}

function idOf(item: string): number {
  return Number(item.slice(1));
}

/** Only addresses of pages, in a form that cannot end the link. */
function safeAddress(address: string | null): string | undefined {
  if (address === null || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== "https:" && url.protocol !== "http:") return undefined;
  return url.href.replace(/[()<>\\\s]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

/** As text within Markdown: no character of it is markup. */
function escaped(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\\`*_[\]<>#|~!]/g, "\\$&")
    .replace(/^(\d+)([.)])/, "$1\\$2")
    .replace(/^([-+])/, "\\$1");
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
