import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectHost } from "../../jobs/api/remote-host.ts";
import { newestGoodBackup } from "../../jobs/store/backups.ts";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, startJobdeck } from "../support/desktop/electron-app.ts";
import { until } from "../support/desktop/processes.ts";
import { tempHome } from "../support/temp-home.ts";

describe.skipIf(isLeftOut("electron"))("the app and its backups", () => {
  let desktop: Desktop;

  beforeAll(async () => {
    desktop = await openDesktop();
  });

  afterAll(async () => {
    await desktop?.close();
  });

  it("makes a verified one while it runs, and offers it when its database is damaged", async () => {
    const home = tempHome();
    const first = startJobdeck(desktop, { home, args: ["--hidden"] });
    const host = await until("the host", () => connectHost(home).catch(() => undefined));
    const { name } = await host.client.backUp({});
    host.close();
    await first.stop();
    expect(newestGoodBackup(home)).toMatchObject({ name, files: [{ name: "jobdeck.db" }, { name: "content.db" }] });
    writeFileSync(path.join(home, "jobdeck.db"), "this was never a database");
    const second = startJobdeck(desktop, { home });
    try {
      const complaint = await until("a complaint", () => /Jobdeck cannot start: [^\n]+/.exec(second.output())?.[0]);
      expect(complaint).toContain(`jobdeck restore ${name}`);
    } finally {
      await second.stop("SIGKILL");
    }
    expect(readdirSync(home).some((file) => file.startsWith("jobdeck.db.corrupt-"))).toBe(true);
  });
});
