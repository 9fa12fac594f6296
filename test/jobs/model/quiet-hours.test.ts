import { describe, expect, it } from "vitest";
import { parseQuietHours, quietAt } from "../../../jobs/model/quiet-hours.ts";

const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime();

describe("parseQuietHours", () => {
  it("reads two times of the day", () => {
    expect(parseQuietHours("22:00-07:00")).toEqual({ from: 1_320, to: 420 });
    expect(parseQuietHours(" 9:30 – 17:45 ")).toEqual({ from: 570, to: 1_065 });
  });

  it.each(["", "22:00", "24:00-07:00", "22:60-07:00", "22-7", "07:00-07:00", "22:00-07:00-08:00"])(
    "refuses %j",
    (text) => {
      expect(parseQuietHours(text)).toBeNull();
    },
  );
});

describe("quietAt", () => {
  const night = { from: 22 * 60, to: 7 * 60 };

  it("holds over midnight, its beginning within and its end without", () => {
    const hours = { since: at(23, 22), until: at(24, 7) };
    expect(quietAt(night, at(23, 22))).toEqual(hours);
    expect(quietAt(night, at(24, 6, 59))).toEqual(hours);
    expect(quietAt(night, at(24, 7))).toBeNull();
    expect(quietAt(night, at(23, 21, 59))).toBeNull();
  });

  it("holds within a day", () => {
    expect(quietAt({ from: 540, to: 600 }, at(23, 9, 30))).toEqual({ since: at(23, 9), until: at(23, 10) });
    expect(quietAt({ from: 540, to: 600 }, at(23, 10))).toBeNull();
  });
});
