import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createOutputLines } from "../../../../jobs/tasks/custom/output-lines.ts";

type Options = { readonly secrets?: readonly string[]; readonly now?: () => number };

function linesOf(chunks: readonly (string | Buffer)[], { secrets = [], now = () => 0 }: Options = {}): string[] {
  const lines: string[] = [];
  const output = createOutputLines({ onLine: (line) => lines.push(line), now, secrets });
  for (const chunk of chunks) output.write(Buffer.from(chunk as string));
  output.end();
  return lines;
}

/** Cuts the bytes of a text at these places. */
function chunksOf(text: string, cuts: readonly number[]): Buffer[] {
  const bytes = Buffer.from(text);
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}

describe("lines out of an output", () => {
  it.each([
    ["whole lines", ["one\ntwo\n"], ["one", "two"]],
    ["a last line without an end", ["one\ntwo"], ["one", "two"]],
    ["empty lines", ["\none\n\n"], ["", "one", ""]],
    ["line breaks of Windows", ["one\r\ntwo\r\n"], ["one", "two"]],
    ["a line break that is torn", ["one\r", "\ntwo"], ["one", "two"]],
    ["colours", ["\u001b[31mred\u001b[0m\n"], ["\u001b[31mred\u001b[0m"]],
    ["nothing", [], []],
    ["a NUL", ["a\0b\n"], ["a\uFFFDb"]],
  ])("takes %s as they are", (_what, chunks, lines) => {
    expect(linesOf(chunks)).toEqual(lines);
  });

  it("puts characters together that come in pieces, and gives no half ones out", () => {
    const text = "grün 😀 日本語\nzwei 😀\n";
    for (let cut = 0; cut <= Buffer.byteLength(text); cut++)
      expect(linesOf(chunksOf(text, [cut]))).toEqual(["grün 😀 日本語", "zwei 😀"]);
  });

  it("does not stumble over bytes that are no text", () => {
    expect(linesOf([Buffer.from([0xff, 0xfe, 0x41, 0x0a, 0xc3])])).toEqual(["\uFFFD\uFFFDA", "\uFFFD"]);
  });

  it("shows one state a second of a line that is written over and over, and the last", () => {
    let at = 0;
    const states = Array.from({ length: 101 }, (_, percent) => `\r${percent} %`);
    const now = () => {
      at += 40;
      return at;
    };
    const lines = linesOf([...states, "\n", "done\n"], { now });
    expect(lines.slice(-2)).toEqual(["100 %", "done"]);
    expect(lines[0]).toBe("0 %");
    expect(lines.length).toBeLessThan(10);
  });

  it("shows a state once that was followed by a line break", () => {
    expect(linesOf(["100 %\r", "\r\n", "next\n"])).toEqual(["100 %", "next"]);
  });

  it("cuts a line that does not end, and loses nothing", () => {
    const lines = linesOf(Array.from({ length: 100 }, () => "x".repeat(1_000)));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(8_300);
    expect(lines.join("")).toHaveLength(100_000);
  });

  it("tears neither a secret nor a character when it cuts", () => {
    const secret = "sk-0123456789-secret";
    for (let offset = 8_160; offset < 8_200; offset++) {
      const lines = linesOf([`${"x".repeat(offset)}${secret}😀😀${"y".repeat(9_000)}`], { secrets: [secret, "sk-"] });
      expect(lines.filter((line) => line.includes(secret))).toHaveLength(1);
      expect(lines.every((line) => line.isWellFormed())).toBe(true);
    }
  });

  it("gives the same lines however the bytes are cut", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "ü", "😀", "\n", "\r", "\r\n", " ") });
    fc.assert(
      fc.property(text, fc.array(fc.nat()), (written, cuts) => {
        expect(linesOf(chunksOf(written, cuts))).toEqual(linesOf([written]));
      }),
    );
  });
});
