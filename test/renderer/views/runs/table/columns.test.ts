import { describe, expect, it } from "vitest";
import {
  columnNames,
  columns,
  parseWidths,
  shownColumns,
  templateOf,
} from "../../../../../renderer/views/runs/table/columns.ts";

const usual = parseWidths(null);

describe("the columns of the table of runs", () => {
  it("are all there where there is room, and while the room is not known", () => {
    expect(shownColumns(usual, 1_200)).toEqual(columnNames);
    expect(shownColumns(usual, 0)).toEqual(columnNames);
  });

  it("leave out what matters least where there is little room, and never job, time and result", () => {
    expect(shownColumns(usual, 620)).toEqual(["job", "when", "why", "took", "tries", "result"]);
    expect(shownColumns(usual, 430)).toEqual(["job", "when", "result"]);
    expect(shownColumns(usual, 100)).toEqual(["job", "when", "result"]);
  });

  it("are laid out with what is free for the result", () => {
    expect(templateOf({ ...usual, job: 60 }, ["job", "when", "result"])).toBe(
      "24px minmax(60px, 60px) minmax(118px, 150px) minmax(140px, 1fr)",
    );
  });

  it("keep their widths, and are as usual where what was kept makes no sense", () => {
    expect(parseWidths('{ "job": 5000, "when": "wide" }')).toMatchObject({ job: 900, when: columns.when.width });
    expect(parseWidths("{")).toEqual(usual);
  });
});
