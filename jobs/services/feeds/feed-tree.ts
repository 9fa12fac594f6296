import { decodeHTMLStrict } from "entities/decode";
import { Parser } from "htmlparser2";
import { type Known, outermost, within } from "./element-kinds.ts";
import { FeedError, feedLimits } from "./feed.ts";
import { leafValue } from "./leaf-value.ts";
import { webUrl } from "./links.ts";
import { ourName, type Scope, scopeWithin, usualScope } from "./names.ts";

/** An element as rss-parser knows them: what is in it by name; attributes under "$", text under "_". */
export type Element = { [name: string]: (string | Element)[] | Readonly<Record<string, string>> | string };

export type FeedTree = {
  readonly format: "rss" | "atom";
  /** The channel of RSS, the feed of Atom. */
  readonly head: Element;
  readonly items: readonly Element[];
  readonly itemsInFeed: number;
};

type Attributes = Readonly<Record<string, string>>;

/** An element that has not ended yet. */
type Frame = {
  readonly known: Known;
  readonly attributes: Attributes;
  readonly scope: Scope;
  readonly base: string;
  readonly element: Element;
  /** Where its content begins in the document. */
  readonly begin: number;
  text: string;
  /** Elements within its text that have not ended yet, and whether there are any at all. */
  depth: number;
  hasElements: boolean;
};

/** Elements of one name that are kept of one parent. */
const mostAlike = 100;

/**
 * Reads the XML of a feed as leniently as readers of feeds must: entities that XML does not know are those of HTML, others
 * stay text; elements that are not closed end with what they are in. No document type is read, so that no entity can be
 * declared and nothing be fetched. Only what is asked of a feed is kept.
 *
 * @param url what links are relative to
 * @throws FeedError
 */
export function readFeedTree(document: string, url: string): FeedTree {
  const xml = withoutDoctype(document);
  const builder = createBuilder(xml, url);
  const counted = createCounter();
  const parser: Parser = new Parser(
    {
      onopentag: (name, attributes) => {
        counted.open();
        builder.open(name, attributes, parser.endIndex + 1);
      },
      onclosetag: () => {
        counted.close();
        builder.close(parser.startIndex);
      },
      ontext: builder.text,
      oncdatastart: () => builder.cdata(true),
      oncdataend: () => builder.cdata(false),
    },
    { xmlMode: true, decodeEntities: false },
  );
  parser.end(xml);
  return builder.tree();
}

/** Watches over depth and time. */
function createCounter() {
  const deadline = Date.now() + feedLimits.parseMs;
  let depth = 0;
  let opened = 0;
  return {
    open: (): void => {
      depth += 1;
      opened += 1;
      if (depth > feedLimits.depth)
        throw new FeedError("malformed", `Its elements are nested more than ${feedLimits.depth} deep.`);
      if (opened % 1_024 === 0 && Date.now() > deadline)
        throw new FeedError("malformed", `It takes more than ${feedLimits.parseMs / 1_000} s to read.`);
    },
    close: (): void => {
      depth -= 1;
    },
  };
}

function createBuilder(xml: string, url: string) {
  const items: Element[] = [];
  const stack: Frame[] = [];
  let format: FeedTree["format"] | undefined;
  let head: Element | undefined;
  let itemsInFeed = 0;
  /** Elements that have not ended within one that is left out, that one too. */
  let leftOut = 0;
  let inCdata = false;

  const know = (outer: Frame | undefined, name: string, scope: Scope): Known | undefined => {
    if (outer && format) {
      const known = within(outer.known, ourName(name, scope, format === "atom"), format);
      if (known?.kind === "item") itemsInFeed += 1;
      return known?.kind === "item" && itemsInFeed > feedLimits.items ? undefined : known;
    }
    const known = outermost(ourName(name, scope, false));
    if (name.toLowerCase() === "html") throw new FeedError("not-a-feed", "It is a page, not a feed.");
    format ??= known?.format;
    return known;
  };

  const open = (name: string, attributes: Attributes, begin: number): void => {
    const outer = stack.at(-1);
    if (leftOut > 0) leftOut += 1;
    else if (outer && isText(outer)) {
      outer.depth += 1;
      outer.hasElements = true;
    } else {
      const scope = scopeWithin(outer?.scope ?? usualScope, attributes);
      const known = know(outer, name, scope);
      if (known) stack.push(newFrame(known, { attributes, scope, outer, url, begin }));
      else leftOut = 1;
    }
  };

  const close = (at: number): void => {
    const frame = stack.at(-1);
    if (leftOut > 0) leftOut -= 1;
    else if (frame && frame.depth > 0) frame.depth -= 1;
    else if (frame) {
      stack.pop();
      end(frame, stack.at(-1)?.element, at);
    }
  };

  const end = (frame: Frame, outer: Element | undefined, at: number): void => {
    const { known, attributes, base, element } = frame;
    if (known.kind === "head") head ??= element;
    else if (known.kind === "item") items.push(element);
    else if (known.kind === "markup") add(outer, known.name, markupOf(frame, xml, at));
    else if (known.kind === "leaf")
      add(outer, known.name, leafValue({ known, text: frame.text.trim(), attributes, format: format ?? "rss", base }));
    else if (element !== outer) add(outer, known.name, element);
  };

  const text = (data: string): void => {
    const frame = stack.at(-1);
    if (leftOut > 0 || !frame || !isText(frame)) return;
    frame.text += inCdata || !data.includes("&") ? data : decodeHTMLStrict(data);
  };

  const tree = (): FeedTree => {
    if (!format) throw new FeedError("not-a-feed", "There is neither RSS nor Atom in it.");
    return { format, head: head ?? newElement(), items, itemsInFeed };
  };

  return {
    ...{ open, close, text, tree },
    cdata: (begins: boolean): void => {
      inCdata = begins;
    },
  };
}

type Place = {
  readonly attributes: Attributes;
  readonly scope: Scope;
  readonly outer: Frame | undefined;
  readonly url: string;
  readonly begin: number;
};

function newFrame(known: Known, { attributes, scope, outer, url, begin }: Place): Frame {
  const base = outer?.base ?? url;
  const own = attributes["xml:base"];
  return {
    ...{ known, attributes, scope, begin, text: "", depth: 0, hasElements: false },
    base: own === undefined ? base : (webUrl(own, base) ?? base),
    // What is in this group belongs to what the group is in.
    element: known.name === "media:group" && outer ? outer.element : newElement(),
  };
}

/** Without a prototype: names come from outside, and "__proto__" is one. */
function newElement(): Element {
  return Object.create(null) as Element;
}

function isText({ known }: Frame): boolean {
  return known.kind === "leaf" || known.kind === "markup";
}

function add(to: Element | undefined, name: string, value: string | Element | undefined): void {
  if (!to || value === undefined || value === "") return;
  const alike = to[name];
  if (!Array.isArray(alike)) to[name] = [value];
  else if (alike.length < mostAlike) alike.push(value);
}

/** What is written as elements is taken as it is written; else the text is the markup, with its entities resolved. */
function markupOf({ hasElements, text, begin }: Frame, xml: string, end: number): string {
  if (!hasElements) return text.trim();
  const written = xml.slice(begin, end).trim();
  return written
    .replaceAll("<![CDATA[", "")
    .replaceAll("]]>", "")
    .replace(/(<\/?)(?:xhtml|html|h|x):/g, "$1");
}

/** A document type declares entities, and what it declares is not wanted. */
function withoutDoctype(xml: string): string {
  const begin = xml.slice(0, 65_536).search(/<!DOCTYPE/i);
  if (begin < 0) return xml;
  const subset = xml.indexOf("[", begin);
  const firstEnd = xml.indexOf(">", begin);
  if (firstEnd < 0) return xml.slice(0, begin);
  if (subset < 0 || subset > firstEnd) return xml.slice(0, begin) + xml.slice(firstEnd + 1);
  const end = /\]\s*>/.exec(xml.slice(subset));
  return end ? xml.slice(0, begin) + xml.slice(subset + end.index + end[0].length) : xml.slice(0, begin);
}
