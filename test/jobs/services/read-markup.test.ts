import fc from "fast-check";
import { Parser } from "htmlparser2";
import { describe, expect, it } from "vitest";
import { parseOpml } from "../../../jobs/services/feeds/opml.ts";
import { type MarkupReader, readMarkup } from "../../../jobs/services/read-markup.ts";
import { textBlocks } from "../../../jobs/tasks/sources/html-text.ts";
import { threadCpuMs } from "../../support/thread-cpu.ts";

/** Everything that a reader is told, text in one piece. */
function told(read: (reader: Required<MarkupReader>) => void): readonly string[] {
  const events: string[] = [];
  read({
    onopentag: (name, attributes) => void events.push(`<${name} ${JSON.stringify(attributes)}`),
    onclosetag: (name) => void events.push(`>${name}`),
    ontext: (text) => {
      if (events.at(-1)?.startsWith('"')) events.push(`${events.pop()}${text}`);
      else events.push(`"${text}`);
    },
  });
  return events;
}

const pieces = fc.constantFrom(
  ...[
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<br>",
    "<li>",
    "<a href='x'>",
    "</a>",
    "text ",
    "&amp;",
    "<",
    ">",
    "<!-- c -->",
    "</br>",
  ],
  ...[
    "<script>if (a<b) {}</script>",
    "<title>a<b>",
    "</title>",
    "<svg><path/></svg>",
    "<![CDATA[x]]>",
    "</",
    "<x y=",
    '"',
  ],
);

describe("markup", () => {
  it("is read as htmlparser2 reads it where it is no deeper than a page", () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 100 }), fc.boolean(), (parts, xmlMode) => {
        const markup = parts.join("");
        const alone = told((reader) => new Parser(reader, { xmlMode }).end(markup));
        expect(told((reader) => readMarkup(markup, reader, { xmlMode }))).toEqual(alone);
      }),
    );
  });

  it.each(["<b>", "<div><p>", "<script></script><i>", "<table><tr><td>"])(
    "of %s without an end is read to its end, every element closed, in the time that its length takes",
    (piece) => {
      const begin = threadCpuMs();
      const events = told((reader) => readMarkup(`${piece.repeat(100_000)}the end`, reader));
      expect(events.filter((event) => event.startsWith("<"))).toHaveLength(
        events.filter((event) => event.startsWith(">")).length,
      );
      expect(events.filter((event) => event.startsWith("<")).length).toBeGreaterThanOrEqual(100_000);
      expect(events.findLast((event) => event.startsWith('"'))).toBe('"the end');
      expect(threadCpuMs() - begin).toBeLessThan(5_000);
    },
  );

  it("that is nested without an end holds neither the text of an item nor a list of feeds up", () => {
    const begin = threadCpuMs();
    expect(textBlocks(`${"<b>".repeat(300_000)}news`)).toEqual([{ text: "news", linked: 0 }]);
    const outline = '<outline text="A" xmlUrl="https://a.example/feed">';
    expect(parseOpml(`<opml><body>${"<a>".repeat(300_000)}${outline}`)).toHaveLength(1);
    expect(threadCpuMs() - begin).toBeLessThan(5_000);
  });
});
