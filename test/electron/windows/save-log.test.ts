import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { logSaver } from "../../../electron/windows/save-log.ts";
import type { JobdeckClient } from "../../../jobs/api/contract.ts";
import { tempHome } from "../../support/temp-home.ts";

const at = Date.parse("2026-11-23T20:48:00.120Z");

function saver(lines: number, choose: (name: string, folder: string) => string | undefined) {
  const folder = tempHome();
  const asked: string[] = [];
  const failures: unknown[] = [];
  const log = Array.from({ length: lines }, (_, index) => ({
    ...{ seq: index + 1, at, level: "warn" as const, message: `line ${index + 1}` },
    ...(index === 0 ? { data: { n: 1 } } : {}),
  }));
  const runs = {
    get: async () => ({ id: "41c7aaaa-0000", taskId: "my/odd job" }),
    logs: async ({ afterSeq = 0, limit = 1 }: { afterSeq?: number; limit?: number }) =>
      log.slice(afterSeq, afterSeq + limit),
  } as unknown as JobdeckClient["runs"];
  const save = logSaver({
    client: async () => ({ runs }),
    askWhere: async (name) => {
      asked.push(name);
      return choose(name, folder);
    },
    onFailed: (error) => void failures.push(error),
  });
  return { folder, asked, failures, save };
}

describe("the log of a run", () => {
  it("is written whole to the file that the user chose", async () => {
    const { folder, asked, failures, save } = saver(12_001, (name, into) => path.join(into, name));
    await save("41c7");
    expect(asked).toEqual(["my-odd-job-41c7aaaa.log"]);
    expect(failures).toEqual([]);
    const written = readFileSync(path.join(folder, "my-odd-job-41c7aaaa.log"), "utf8").split("\n");
    expect(written).toHaveLength(12_002);
    expect(written[0]).toBe('2026-11-23T20:48:00.120Z warn  line 1 {"n":1}');
    expect(written[12_000]).toBe("2026-11-23T20:48:00.120Z warn  line 12001");
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it("is not written when the user chose no file", async () => {
    const { folder, failures, save } = saver(3, () => undefined);
    await save("41c7");
    expect([readdirSync(folder), failures]).toEqual([[], []]);
  });

  it("leaves the file that was there as it was when it cannot be written, and says so", async () => {
    const { folder, failures, save } = saver(3, (_name, into) => path.join(into, "there", "x.log"));
    writeFileSync(path.join(folder, "there"), "a file");
    await save("41c7");
    expect(failures).toHaveLength(1);
    expect(readFileSync(path.join(folder, "there"), "utf8")).toBe("a file");
  });
});
