import { describe, expect, it } from "vitest";
import { createBackups } from "../../../jobs/engine/backups.ts";
import { listBackups } from "../../../jobs/store/backups.ts";
import { openStores } from "../../support/open-stores.ts";
import { migrationsPath } from "../../support/paths.ts";
import { tempHome } from "../../support/temp-home.ts";

const hour = 3_600_000;

function open() {
  const home = tempHome();
  let time = 1_000 * hour;
  const backups = createBackups({
    ...{ home, version: "0.1.0", stores: openStores(home), migrations: migrationsPath },
    ...{ binding: undefined, sealThreadPath: undefined, clock: { now: () => time } },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  const { signal } = new AbortController();
  return {
    daily: () => backups.daily(signal),
    manual: (withLogs: boolean) => backups.manual(withLogs)(signal),
    wait: (ms: number) => {
      time += ms;
    },
    made: () => listBackups(home).map(({ kind, files }) => [kind, files.map(({ name }) => name).sort()]),
  };
}

describe("the backups of a host", () => {
  it("are made once a day, however often somebody looks and whatever the user makes besides", async () => {
    const { daily, manual, wait, made } = open();
    await daily();
    wait(hour);
    await daily();
    await manual(false);
    wait(hour);
    await daily();
    expect(made().map(([kind]) => kind)).toEqual(["manual", "daily"]);
    wait(22 * hour);
    await daily();
    expect(made().map(([kind]) => kind)).toEqual(["daily", "manual", "daily"]);
  });

  it("are made again when the clock was far ahead at the last one", async () => {
    const { daily, wait, made } = open();
    await daily();
    wait(-48 * hour);
    await daily();
    expect(made()).toHaveLength(2);
  });

  it("hold the logs only when they are asked for", async () => {
    const { manual, wait, made } = open();
    await manual(true);
    wait(hour);
    await manual(false);
    expect(made().map(([, files]) => files?.includes("logs.db"))).toEqual([false, true]);
  });
});
