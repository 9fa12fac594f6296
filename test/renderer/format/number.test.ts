import { describe, expect, it } from "vitest";
import { bytes, counted, number } from "../../../renderer/format/number.ts";

describe("number", () => {
  it("sets thousands apart with a space that does not break", () => {
    expect(number(7)).toBe("7");
    expect(number(1_204)).toBe("1\u202f204");
    expect(number(-1_234_567)).toBe("-1\u202f234\u202f567");
  });

  it("has at most two decimals", () => {
    expect(number(0.14159)).toBe("0.14");
    expect(number(1_204.5)).toBe("1\u202f204.5");
  });

  it("shows what is no number as it is", () => {
    expect(number(Number.NaN)).toBe("NaN");
  });
});

describe("bytes", () => {
  it("uses binary units", () => {
    expect(bytes(812)).toBe("812 B");
    expect(bytes(10_485_760)).toBe("10.0 MiB");
    expect(bytes(2_831_155)).toBe("2.7 MiB");
  });
});

describe("counted", () => {
  it("has a plural for all but one", () => {
    expect([0, 1, 1_204].map((count) => counted(count, "run"))).toEqual(["0 runs", "1 run", "1\u202f204 runs"]);
  });
});
