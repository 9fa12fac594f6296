import { expect, it } from "vitest";
import { limitsInWords } from "../../../../renderer/views/jobs/limit-words.ts";

it.each([
  [1, 600_000, 4, "One run at once · up to 10 m per try, 4 tries"],
  [1, 3_600_000, 1, "One run at once · up to 1 h, one try"],
  [3, 500, 2, "3 runs at once · up to 500 ms per try, 2 tries"],
  [1_200, 5_400_000, 1, "1\u202f200 runs at once · up to 1 h 30 m, one try"],
])("the limits of %i at once, %i ms and %i tries are said in a line", (concurrencyLimit, timeoutMs, tries, words) => {
  expect(limitsInWords({ concurrencyLimit, timeoutMs, tries })).toBe(words);
});
