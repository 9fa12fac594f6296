import { describe, expect, it } from "vitest";
import type { Output } from "../../../jobs/cli/output.ts";
import { plainText } from "../../../jobs/cli/plain-text.ts";
import { showMarkdown } from "../../../jobs/cli/show-markdown.ts";
import { columns, wrap } from "../../../jobs/cli/wrap.ts";

const same = (text: string) => text;

/** What is shown of Markdown, by lines. */
function shown(markdown: string, width = 40): readonly string[] {
  const lines: string[] = [];
  const paint = { bold: same, dim: same, red: same, green: same, yellow: same, blue: same };
  const line = (text = "") => void lines.push(text);
  const nothing = () => undefined;
  const rest = { json: nothing, jsonLine: nothing, note: nothing, isJson: false, isTerminal: false };
  showMarkdown(markdown, { ...rest, line, paint, width } satisfies Output);
  return lines;
}

describe("a brief on a terminal", () => {
  it("shows marks as type, links by their words, and breaks lines under their bullet", () => {
    const markdown =
      "# Brief\n\n*Two items.*\n\n## A headline\n\n- A claim that is longer than a line of the terminal [\\[1\\]](jobdeck://item/7)\n\n1. [Title](https://example.org/a), Ledger\n";
    expect(shown(markdown)).toEqual([
      ...["Brief", "", "Two items.", "", "A headline", ""],
      ...[
        "  • A claim that is longer than a line",
        "    of the terminal [1]",
        "",
        "   [1] Title, Ledger",
        "       https://example.org/a",
      ],
    ]);
  });

  it("gives back what was escaped", () => {
    expect(shown("- 5 \\* 3 \\[x\\] a\\_b \\# c\\|d")).toEqual(["  • 5 * 3 [x] a_b # c|d"]);
  });

  it("lets no text steer the terminal", () => {
    expect(shown("- a\u001b]0;title\u0007b\u202ec")).toEqual(["  • a]0;titlebc"]);
    expect(plainText("one\r\n two\u001b[2J\u009b31m")).toBe("one two[2J31m");
  });
});

describe("lines", () => {
  it("break between words only, and a word that is too long stands alone", () => {
    expect(wrap("aa bbb cccccccccc d", { width: 6 })).toEqual(["aa bbb", "cccccccccc", "d"]);
  });

  it("begin with what they are given", () => {
    expect(wrap("aa bb cc", { width: 7, first: "12. ", rest: "    " })).toEqual(["12. aa", "    bb", "    cc"]);
    expect(wrap("", { width: 7, first: "- " })).toEqual(["-"]);
  });

  it("count wide characters twice and colours not at all", () => {
    expect(columns("日本")).toBe(4);
    expect(columns("\u001b[1mé\u001b[0m")).toBe(1);
    expect(columns("e\u0301")).toBe(1);
  });
});
