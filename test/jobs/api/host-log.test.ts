import { describe, expect, it } from "vitest";
import { homeFiles } from "../../../jobs/model/home.ts";
import type { LogLine } from "../../../jobs/model/log.ts";
import { createHostLog } from "../../../jobs/services/host-log.ts";
import { memoryVault } from "../../support/memory-vault.ts";
import { startTestHost } from "../../support/start-test-host.ts";
import { tempHome } from "../../support/temp-home.ts";

describe("the host's log, as the window is told it", () => {
  it("comes line by line, with the values of secrets replaced by their names", async () => {
    const home = tempHome();
    const log = createHostLog(homeFiles(home).hostLog);
    const vault = memoryVault({ "s3.secretAccessKey": "very+secret/value" });
    const { client } = await startTestHost({ home, log, vault });
    const abort = new AbortController();
    const lines: LogLine[] = [];
    const followed = (async () => {
      for await (const more of await client.hostLog({}, { signal: abort.signal })) lines.push(...more.lines);
    })();
    await expect.poll(() => lines.map(({ message }) => message).join("\n")).toContain(`Host started for ${home}`);
    log.error("Refused", new Error("no access with very+secret/value, or very%2Bsecret%2Fvalue"));
    await expect
      .poll(() => lines.at(-1)?.message)
      .toContain("no access with [s3.secretAccessKey], or [s3.secretAccessKey]");
    abort.abort();
    await followed.catch(() => undefined);
  });
});
