import { describe, expect, it } from "vitest";
import type { LogLine } from "../../../jobs/model/log.ts";
import { readAnsi } from "../../../renderer/state/ansi.ts";
import { splitByQuery, toLogRows, viewLog } from "../../../renderer/state/log-rows.ts";
import { threadCpuMs } from "../../support/thread-cpu.ts";

const line = (seq: number, message: string, values: Partial<LogLine> = {}): LogLine => ({
  seq,
  at: seq,
  level: "info",
  message,
  ...values,
});

describe("toLogRows", () => {
  it("gives a message of several lines a row for each", () => {
    const rows = toLogRows([line(1, "one\ntwo\r\nthree")], 0);
    expect(rows.map(({ text, first }) => [text, first])).toEqual([
      ["one", true],
      ["two", false],
      ["three", false],
    ]);
  });

  it("leaves out what was there already", () => {
    expect(toLogRows([line(1, "a"), line(2, "b"), line(3, "c")], 2).map(({ text }) => text)).toEqual(["c"]);
  });

  it("says where lines were dropped, and how many", () => {
    const rows = toLogRows([line(1, "a"), line(5, "e")], 0);
    expect(rows.map(({ level }) => level)).toEqual(["info", "gap", "info"]);
    expect(rows[1]?.text).toContain("3 lines were dropped");
  });

  it("carries the colour that a row of a message ends with on to the next, and no further", () => {
    const rows = toLogRows([line(1, "a \u001b[31mred\nstill\u001b[0m\nplain"), line(2, "other")], 0);
    expect(rows.map(({ text }) => text)).toEqual(["a red", "still", "plain", "other"]);
    const spans = rows.map(({ looks }) => looks && readAnsi(looks.raw, looks.style).spans);
    expect(spans[0]?.map(({ text, style }) => [text, style.foreground])).toEqual([
      ["a ", null],
      ["red", 1],
    ]);
    expect(spans[1]?.map(({ text, style }) => [text, style.foreground])).toEqual([["still", 1]]);
    expect(spans[2]?.map(({ text, style }) => [text, style.foreground]) ?? [["plain", null]]).toEqual([
      ["plain", null],
    ]);
    expect(spans[3]).toBeNull();
  });

  it("shows a line's data behind its message", () => {
    expect(toLogRows([line(1, "Uploaded", { data: { key: "a.md" } })], 0)[0]?.text).toBe('Uploaded {"key":"a.md"}');
  });
});

describe("viewLog", () => {
  const rows = toLogRows(
    [
      line(1, "Listing notes"),
      line(2, "GET /notes", { level: "debug" }),
      line(3, "Skipped a.md (1.5 MiB)", { level: "warn" }),
      line(4, "No key", { level: "error" }),
    ],
    0,
  );
  const all = { level: "debug", query: "", matchesOnly: false } as const;

  it("shows a level and the graver ones", () => {
    expect(viewLog(rows, { ...all, level: "warn" }).visible).toEqual([2, 3]);
    expect(viewLog(rows, all).visible).toEqual([0, 1, 2, 3]);
  });

  it("finds text in any case and takes it literally", () => {
    expect(viewLog(rows, { ...all, query: "NOTES" }).matches).toEqual([0, 1]);
    expect(viewLog(rows, { ...all, query: "(1.5" }).matches).toEqual([2]);
    expect(viewLog(rows, { ...all, query: "(1x5" }).matches).toEqual([]);
  });

  it("looks only at the rows that have come since, and says the same", () => {
    const filter = { level: "info", query: "notes", matchesOnly: false } as const;
    for (let known = 0; known <= rows.length; known++)
      expect(viewLog(rows, filter, viewLog(rows.slice(0, known), filter))).toEqual(viewLog(rows, filter));
  });

  it("counts hits among the shown rows, and shows only them when asked to", () => {
    const view = viewLog(rows, { level: "info", query: "notes", matchesOnly: true });
    expect(view).toEqual({ visible: [0], matches: [0], rows: rows.length });
  });

  it("looks through a hundred thousand rows in less than a fifth of a second of processor", () => {
    const many = toLogRows(
      Array.from({ length: 100_000 }, (_, index) => line(index + 1, `Uploaded daily/${index}.md`)),
      0,
    );
    const begin = threadCpuMs();
    expect(viewLog(many, { level: "info", query: "/99999.", matchesOnly: true }).visible).toEqual([99_999]);
    expect(threadCpuMs() - begin).toBeLessThan(200);
  });
});

describe("splitByQuery", () => {
  it("cuts a text so that the hits stand at the odd places", () => {
    expect(splitByQuery("a.md, A.MD", "a.md")).toEqual(["", "a.md", ", ", "A.MD", ""]);
    expect(splitByQuery("nothing", "")).toEqual(["nothing"]);
  });
});
