import { describe, expect, it } from "vitest";
import { dstNotes } from "../../../jobs/schedule/dst-notes.ts";
import { parseWhen } from "../../../jobs/schedule/parse-when.ts";

const fromMs = Date.parse("2026-01-01T00:00:00Z");

function notes(text: string, zone: string): readonly string[] {
  const parsed = parseWhen(text, { anchorAt: fromMs, zone });
  if (!parsed.ok) throw new Error(parsed.error.message);
  return dstNotes({ when: parsed.when, zone, fromMs }).map(({ message }) => message);
}

describe("what the changes of the clocks do to a schedule", () => {
  it("is told of a time that is not there and of one that is there twice", () => {
    expect(notes("30 2 * * *", "Europe/Berlin")).toEqual([
      "On 2026-03-29 there is no 02:30 in Europe/Berlin: it runs once, at 03:00.",
      "On 2026-10-25 it is 02:30 twice in Europe/Berlin: it runs once, the first time.",
    ]);
  });

  it.each([
    ["falls into none of them", "30 4 * * *", "Europe/Berlin"],
    ["is of every hour", "30 * * * *", "Europe/Berlin"],
    ["is an interval", "every 15m", "Europe/Berlin"],
    ["is in a zone without them", "30 2 * * *", "Asia/Tokyo"],
    ["never fires again", "30 2 30 2 *", "Europe/Berlin"],
    ["is for other days", "30 2 * * 1", "Europe/Berlin"],
  ])("is nothing for one that %s", (_what, text, zone) => {
    const parsed = parseWhen(text, { anchorAt: fromMs, zone });
    expect(parsed.ok ? dstNotes({ when: parsed.when, zone, fromMs }) : []).toEqual([]);
  });
});
