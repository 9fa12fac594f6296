import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectHost } from "../../jobs/api/remote-host.ts";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { ended, isLeftOut, openJobdeck, startJobdeck } from "../support/desktop/electron-app.ts";
import { inMain } from "../support/desktop/in-main.ts";
import { type Program, until } from "../support/desktop/processes.ts";
import { tempHome } from "../support/temp-home.ts";

describe.skipIf(isLeftOut("electron"))("a start that cannot succeed", () => {
  let desktop: Desktop;

  beforeAll(async () => {
    desktop = await openDesktop();
  });

  afterAll(async () => {
    await desktop?.close();
  });

  /** What it says in the terminal. The dialog says the same and waits for the user, so the test ends it. */
  async function complaint(home: string): Promise<string> {
    const program = startJobdeck(desktop, { home });
    try {
      return await until("a complaint", () => /Jobdeck cannot start: [^\n]+/.exec(program.output())?.[0]);
    } finally {
      await program.stop("SIGKILL");
    }
  }

  it("says that there is no display, and how to do without", async () => {
    const home = tempHome();
    const env = { ...desktop.env, DISPLAY: undefined, WAYLAND_DISPLAY: undefined };
    const program = startJobdeck({ env, folder: desktop.folder }, { home });
    expect(await ended(program.child)).toBe(4);
    expect(program.output()).toMatch(/There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set.*jobdeck start/);
    expect(readdirSync(home)).toEqual([]);
  });

  it("says that the home cannot be used", async () => {
    const file = path.join(tempHome(), "a-file");
    writeFileSync(file, "");
    expect(await complaint(path.join(file, "home"))).toMatch(/The folder .*a-file\/home cannot be used.*JOBDECK_HOME/);
  });

  it("says that the database is damaged, and leaves it byte for byte", async () => {
    const home = tempHome();
    const database = path.join(home, "jobdeck.db");
    const content = Buffer.from("this was never a database ".repeat(400));
    writeFileSync(database, content);
    expect(await complaint(home)).toContain("jobdeck.db");
    const kept = readdirSync(home).filter((name) => name.startsWith("jobdeck.db") && !/-(wal|shm)$/.test(name));
    expect(kept.map((name) => readFileSync(path.join(home, name)).equals(content))).toContain(true);
  });

  it("says that the file with the secrets cannot be read", async () => {
    const home = tempHome();
    mkdirSync(path.join(home, "vault.json"));
    expect(await complaint(home)).toMatch(/The file with the secrets, .*vault\.json, cannot be used/);
  });
});

describe.skipIf(isLeftOut("electron"))("another start", () => {
  let desktop: Desktop;

  beforeAll(async () => {
    desktop = await openDesktop();
  });

  afterAll(async () => {
    await desktop?.close();
  });

  it("works after the first was killed", async () => {
    const home = tempHome();
    const started = (program: Program) =>
      until("the host", async () => {
        const connection = await connectHost(home).catch(() => undefined);
        const snapshot = await connection?.client.snapshot({});
        connection?.close();
        if (snapshot?.engine.pid === program.child.pid) return true;
        const { exitCode } = program.child;
        if (exitCode !== null) throw new Error(`It ended with ${exitCode}: ${program.output()}`);
        return undefined;
      });
    const first = startJobdeck(desktop, { home, args: ["--hidden"] });
    await started(first);
    await first.stop("SIGKILL");
    const second = startJobdeck(desktop, { home, args: ["--hidden"] });
    await started(second);
    await second.stop();
    expect(second.child.exitCode).toBe(0);
  });

  it("opens the window of the first and ends", async () => {
    const jobdeck = await openJobdeck(desktop, { args: ["--hidden"] });
    try {
      const windows = () => inMain(jobdeck.electron, ({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
      await until("the host", () => (jobdeck.log().includes("Host started") ? true : undefined));
      expect(await windows()).toBe(0);
      const second = startJobdeck(desktop);
      expect(await ended(second.child)).toBe(0);
      const page = await jobdeck.page();
      expect(page.url()).toBe("app://jobdeck/index.html");
      expect(await windows()).toBe(1);
    } finally {
      await jobdeck.quit();
    }
  });
});
