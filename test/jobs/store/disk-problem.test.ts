import { describe, expect, it } from "vitest";
import { JobdeckError } from "../../../jobs/model/errors.ts";
import { toDatabaseError } from "../../../jobs/store/database.ts";
import { diskProblem } from "../../../jobs/store/disk-problem.ts";

const coded = (code: string) => Object.assign(new Error("words"), { code });

describe("an error of the disk", () => {
  it.each([
    ["SQLITE_FULL", "DISK_FULL"],
    ["ENOSPC", "DISK_FULL"],
    ["EDQUOT", "DISK_FULL"],
    ["SQLITE_IOERR_WRITE", "DISK_UNUSABLE"],
    ["SQLITE_READONLY_DBMOVED", "DISK_UNUSABLE"],
    ["SQLITE_CANTOPEN", "DISK_UNUSABLE"],
    ["EROFS", "DISK_UNUSABLE"],
  ])("is known by %s as %s", (code, expected) => {
    const problem = diskProblem(coded(code));
    expect(problem).toMatchObject({ code: expected, message: expect.stringContaining("goes on by itself") });
    expect(diskProblem(problem)).toBe(problem);
  });

  it.each([coded("SQLITE_CONSTRAINT"), new Error("words"), "words", new JobdeckError("BAD_INPUT", "words")])(
    "is not %s",
    (error) => {
      expect(diskProblem(error)).toBeUndefined();
    },
  );
});

describe("an error of a database that is opened", () => {
  it.each([
    ["SQLITE_CORRUPT_VTAB", "DATABASE_DAMAGED", /damaged/],
    ["SQLITE_NOTADB", "DATABASE_DAMAGED", /restore/],
    ["SQLITE_FULL", "DATABASE_UNUSABLE", /is full/],
    ["ENOSPC", "DATABASE_UNUSABLE", /is full/],
    ["SQLITE_CANTOPEN", "DATABASE_UNUSABLE", /cannot be opened/],
  ])("says what %s means for the user", (code, expected, message) => {
    expect(toDatabaseError(coded(code), "/x.db")).toMatchObject({
      code: expected,
      message: expect.stringMatching(message),
    });
  });
});
