import { Cron } from "croner";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainPattern } from "../../../jobs/schedule/plain-pattern.ts";

const at = (text: string): number => Date.parse(text);

/** A field as people write them, and as they do not: also steps, ranges and values that no pattern may have. */
function field(low: number, high: number): fc.Arbitrary<string> {
  const value = fc.integer({ min: low, max: high });
  const odd = fc.integer({ min: 0, max: high + 2 });
  const part = fc.oneof(
    { weight: 6, arbitrary: fc.constant("*") },
    { weight: 4, arbitrary: value.map(String) },
    {
      weight: 3,
      arbitrary: fc.tuple(value, value).map(([one, other]) => `${Math.min(one, other)}-${Math.max(one, other)}`),
    },
    { weight: 2, arbitrary: odd.map((step) => `*/${step}`) },
    { weight: 2, arbitrary: fc.tuple(odd, odd, odd).map(([from, to, step]) => `${from}-${to}/${step}`) },
    { weight: 1, arbitrary: odd.map((number) => String(number).padStart(2, "0")) },
    { weight: 1, arbitrary: fc.constantFrom("?", "5/10", "", "-1", "1-", "L", "15W", "5#2", "MON", "100", "*/100") },
  );
  return fc.oneof(
    { weight: 5, arbitrary: part },
    { weight: 1, arbitrary: fc.array(part, { minLength: 2, maxLength: 4 }).map((parts) => parts.join(",")) },
  );
}

const fiveFields = fc.tuple(field(0, 59), field(0, 23), field(1, 31), field(1, 12), field(0, 7));
const pattern = fc.oneof(
  fiveFields,
  fc.tuple(field(0, 59), fiveFields).map(([seconds, rest]) => [seconds, ...rest]),
);
const wall = fc.integer({ min: at("1890-01-01T00:00Z"), max: at("2500-01-01T00:00Z") });

describe("a plain pattern", () => {
  it("has the times that croner finds, and is none where croner finds a mistake", () => {
    let compared = 0;
    fc.assert(
      fc.property(pattern, wall, (fields, from) => {
        const text = fields.join(" ");
        const plain = plainPattern(text);
        if (!plain) return;
        compared += 1;
        const cron = new Cron(text, { paused: true, utcOffset: 0 });
        let [mine, theirs]: [number | null, number | null] = [from, from];
        for (let round = 0; round < 4 && mine !== null; round++) {
          mine = plain(mine);
          theirs = cron.nextRun(new Date(theirs ?? 0))?.getTime() ?? null;
          expect([text, mine]).toEqual([text, theirs]);
        }
      }),
      { numRuns: 3_000 },
    );
    expect(compared).toBeGreaterThan(500);
  });

  it.each([
    ["0 0 29 2 *", "2096-03-01T00:00Z", "2104-02-29T00:00Z"],
    ["59 59 23 31 12 *", "2026-12-31T23:59:58.999Z", "2026-12-31T23:59:59Z"],
    ["59 59 23 31 12 *", "2026-12-31T23:59:59Z", "2027-12-31T23:59:59Z"],
    ["0 0 13 * 5", "2026-11-01T00:00Z", "2026-11-06T00:00Z"],
    ["*/20 8-9 * * 1-5", "2026-11-27T09:40Z", "2026-11-30T08:00Z"],
    ["0 12 * * 7", "1969-12-29T00:00Z", "1970-01-04T12:00Z"],
  ])("%s comes after %s at %s", (text, from, next) => {
    expect(plainPattern(text)?.(at(from))).toBe(at(next));
  });

  it.each(["0 0 31 2 *", "0 0 31 4,6,9,11 *", "0 0 30-31 2 ?"])("%s never comes", (text) => {
    expect(plainPattern(text)?.(0)).toBeNull();
  });

  it.each([
    "0 0 L * *",
    "0 0 * * MON",
    "0 0 * * 1#2",
    "0 0 15W * *",
    "0 0 * * 5L",
    "60 * * * *",
    "* * * *",
    "1 2 3 4 5 6 7",
    "0 0 * * +1",
  ])("is not %s", (text) => {
    expect(plainPattern(text)).toBeUndefined();
  });
});
