import { describe, expect, it } from "vitest";
import { describeWhen } from "../../../jobs/schedule/describe.ts";

const words = (pattern: string) => describeWhen({ kind: "cron", pattern }, "UTC");

describe("the words for a schedule", () => {
  it.each([
    ["0 0 * * *", "Every day at 00:00"],
    ["30 7 * * 1-5", "Weekdays at 07:30"],
    ["5 4 * * sun", "Every Sunday at 04:05"],
    ["*/15 * * * *", "Every 15 minutes"],
    ["0 */6 * * *", "Every 6 hours"],
    ["0 0 L * *", "At 00:00, on the last day of the month"],
    ["0 0 * * 1#2", "At 00:00, on the second Monday of the month"],
  ])("say %s as a person would", (pattern, expected) => {
    expect(words(pattern)).toBe(expected);
  });

  it.each([
    ["*/7 * * * *", "Every 7 minutes, beginning anew each hour"],
    ["0 */5 * * *", "Every 5 hours, beginning anew each day"],
    ["*/7 */5 * * * *", "Every 7 seconds, every 5 minutes, beginning anew each minute"],
    ["0 0 1 */5 *", "At 00:00, on day 1 of the month, every 5 months, beginning anew each year"],
  ])("do not call %s even when its last step is shorter", (pattern, expected) => {
    expect(words(pattern)).toBe(expected);
  });

  it("say that either day is enough", () => {
    expect(words("0 0 13 * 5")).toBe("At 00:00, on day 13 of the month, or on Friday");
    expect(words("0 0 1,15 * 3")).toBe("At 00:00, on day 1 and 15 of the month, or on Wednesday");
    expect(words("0 0 1 3 1-5")).toBe("At 00:00, on day 1 of the month, or Monday through Friday, only in March");
    expect(words("0 0 */2 * 1")).toBe("At 00:00, every 2 days in a month, or on Monday");
    expect(words("0 0 13 * 5L")).toBe("At 00:00, on day 13 of the month, or on the last Friday of the month");
  });

  it.each(["0 0 */1 * 1", "0 0 1 * */1", "0 0 1 * 0-6", "0 0 1-31 * 1", "0 0 * * 1-7"])(
    "say of %s that it fires every day, since one of its days is any",
    (pattern) => {
      expect(words(pattern)).toBe("Every day at 00:00");
    },
  );

  it.each([
    ["0 16 * * 5#L", "At 16:00, on the last Friday of the month"],
    ["0 16 * * 5l", "At 16:00, on the last Friday of the month"],
    ["0 0 * * */3", "At 00:00, only on Sunday, Wednesday, and Saturday"],
    ["0-59 0-23 * * *", "Every minute"],
    ["0 0 * * 2-6#3", "By the pattern 0 0 * * 2-6#3"],
  ])("say of %s what it does, however it is written", (pattern, expected) => {
    expect(words(pattern)).toBe(expected);
  });

  it("give the pattern itself when nothing better is known", () => {
    expect(words("0 9 1-7 * +1")).toBe("By the pattern 0 9 1-7 * +1");
  });

  it("name an interval and a date", () => {
    expect(describeWhen({ kind: "interval", everyMs: 900_000, anchorAt: 0 }, "UTC")).toBe("Every 15 minutes");
    expect(describeWhen({ kind: "once", at: Date.UTC(2027, 0, 2, 8) }, "Europe/Berlin")).toBe(
      "Once, on Saturday 2 January 2027 at 09:00",
    );
  });
});
