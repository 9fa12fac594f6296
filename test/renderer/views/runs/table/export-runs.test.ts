import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvCell, toCsv, toJson } from "../../../../../renderer/views/runs/table/export-runs.ts";
import { aFailedRun, aRun } from "../../../../support/desktop/samples.ts";

describe("runs for a spreadsheet", () => {
  it("are a row each, with what a job wrote put in quotes where it has to be", () => {
    const csv = toCsv([aRun({ summary: 'said "no", twice', tags: ["a", "b"] }), aFailedRun("broke\nhere")]);
    const [head, first, second] = csv.split("\r\n");
    expect(head).toBe("run,job,state,outcome,why,created,started,finished,took_ms,tries,result,tags");
    expect(first).toBe(
      'run-1,S3 sync,completed,done,schedule,1970-01-01T00:00:00.000Z,1970-01-01T00:00:00.000Z,1970-01-01T00:00:01.000Z,1000,1,"said ""no"", twice",a b',
    );
    expect(second).toContain(",broke,");
  });

  it("hold nothing that a spreadsheet takes for a formula", () => {
    for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("x")'])
      expect(csvCell(text)).toMatch(/^"?'/);
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(csvCell(text)).not.toMatch(/^"?[=+\-@]/);
      }),
    );
  });

  it("are the same as JSON", () => {
    expect(JSON.parse(toJson([aRun()]))).toEqual([aRun()]);
  });
});
