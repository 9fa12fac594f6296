import { appendFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { LogLine } from "../../../jobs/model/log.ts";
import { followHostLog } from "../../../jobs/services/follow-host-log.ts";
import { createHostLog } from "../../../jobs/services/host-log.ts";
import { createHostLogReader } from "../../../jobs/services/host-log-lines.ts";
import { tempHome } from "../../support/temp-home.ts";

/** Collects what comes until the test is over. */
function follow(file: string) {
  const abort = new AbortController();
  const lines: LogLine[] = [];
  const ended = (async () => {
    for await (const more of followHostLog(file, abort.signal)) lines.push(...more);
  })();
  const messages = () => lines.map(({ message }) => message);
  return {
    lines,
    messages,
    stop: async () => {
      abort.abort();
      await ended;
    },
  };
}

const entry = (text: string) => `[2026-11-28 03:37:10.763+00:00] [info]  ${text}\n`;

describe("followHostLog", () => {
  it("tells what was written before and what is written now, in the host's own format", async () => {
    const file = path.join(tempHome(), "host.log");
    const log = createHostLog(file);
    log.info("Host started", { pid: 4 });
    const output = follow(file);
    await expect.poll(output.messages).toEqual(["Host started { pid: 4 }"]);
    log.error("A call failed", new Error("no route"));
    await expect.poll(() => output.lines.length).toBe(2);
    expect(output.lines[1]).toMatchObject({
      seq: 2,
      level: "error",
      message: expect.stringContaining("no route\n    at"),
    });
    expect(Math.abs(Date.now() - (output.lines[1]?.at ?? 0))).toBeLessThan(60_000);
    await output.stop();
  });

  it("waits for a file that is not there yet", async () => {
    const file = path.join(tempHome(), "host.log");
    const output = follow(file);
    writeFileSync(file, entry("first"));
    await expect.poll(output.messages).toEqual(["first"]);
    await output.stop();
  });

  it("goes on with the next file when the log was put away", async () => {
    const file = path.join(tempHome(), "host.log");
    writeFileSync(file, entry("old"));
    const output = follow(file);
    await expect.poll(output.messages).toEqual(["old"]);
    renameSync(file, `${file}.old`);
    writeFileSync(file, entry("new"));
    await expect.poll(output.messages).toEqual(["old", "new"]);
    appendFileSync(file, entry("newer"));
    await expect.poll(output.messages).toEqual(["old", "new", "newer"]);
    await output.stop();
  });

  it("begins with the last quarter of a megabyte, at the beginning of a line", async () => {
    const file = path.join(tempHome(), "host.log");
    writeFileSync(file, Array.from({ length: 20_000 }, (_, index) => entry(`entry ${index}`)).join(""));
    const output = follow(file);
    await expect.poll(() => output.messages().at(-1)).toBe("entry 19999");
    expect(output.lines.length).toBeLessThan(7_000);
    expect(output.messages()[0]).toMatch(/^entry \d+$/);
    await output.stop();
  });
});

describe("createHostLogReader", () => {
  it("puts lines together that a piece has cut, and takes what follows a head as one entry", () => {
    const read = createHostLogReader();
    expect(read(entry("a\nb").slice(0, -3))).toMatchObject([]);
    expect(read(`\nb\n${entry("c")}`).map(({ message }) => message)).toEqual(["a\nb", "c"]);
  });

  it("keeps what has no head, with the time and level of the one before", () => {
    const read = createHostLogReader();
    read("[2026-11-28 03:37:10.763+00:00] [warn]  x\n");
    expect(read("    at y\n")).toMatchObject([{ seq: 2, level: "warn", at: Date.UTC(2026, 10, 28, 3, 37, 10, 763) }]);
  });
});
