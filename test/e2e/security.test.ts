import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { inMain } from "../support/desktop/in-main.ts";
import { until } from "../support/desktop/processes.ts";
import { untilUsable } from "../support/desktop/window.ts";

/** Electron's own list: https://www.electronjs.org/docs/latest/tutorial/security, by what a page can and cannot do. */
describe.skipIf(isLeftOut("electron"))("the window's page", () => {
  let desktop: Desktop;
  let jobdeck: JobdeckApp;
  let page: Page;

  beforeAll(async () => {
    desktop = await openDesktop();
    jobdeck = await openJobdeck(desktop);
    page = await jobdeck.page();
    await page.waitForLoadState();
  });

  afterAll(async () => {
    await jobdeck?.quit();
    await desktop?.close();
  });

  it("runs sandboxed, isolated, without Node, with web security", async () => {
    const preferences = await inMain(jobdeck.electron, ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences: () => Record<string, unknown>;
      };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
    });
  });

  it("sees nothing of Node or Electron, and ten things of ours", async () => {
    const seen = await page.evaluate(() => ({
      node: ["require", "process", "module", "Buffer", "global", "electron", "ipcRenderer"].filter(
        (name) => name in window,
      ),
      ours: Object.keys((window as unknown as { jobdeckShell: object }).jobdeckShell).sort(),
    }));
    expect(seen).toEqual({
      node: [],
      ours: [
        "act",
        "onCommand",
        "onOpen",
        "pageFailed",
        "platform",
        "saveLog",
        "setMenuBar",
        "showTaskFile",
        "showing",
        "themeShown",
      ],
    });
  });

  it("comes from app://jobdeck with the strict policy", async () => {
    const { url, policy, sniff } = await page.evaluate(async () => {
      const response = await fetch(window.location.href);
      const header = (name: string) => response.headers.get(name);
      return {
        url: window.location.href,
        policy: header("content-security-policy"),
        sniff: header("x-content-type-options"),
      };
    });
    expect(url).toBe("app://jobdeck/index.html");
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(sniff).toBe("nosniff");
  });

  it("can run neither inline scripts nor eval, and reach no other origin", async () => {
    const result = await page.evaluate(async () => {
      const script = document.createElement("script");
      script.textContent = "window.inlineRan = true";
      document.head.append(script);
      // In a task of its own: what Playwright evaluates itself goes past the policy.
      const evalRan = await new Promise((resolve) =>
        setTimeout(() => {
          try {
            resolve(new Function("return true")());
          } catch {
            resolve(false);
          }
        }),
      );
      const reached = await fetch("https://example.org/").then(
        () => true,
        () => false,
      );
      script.remove();
      return { inlineRan: "inlineRan" in window, evalRan, reached };
    });
    expect(result).toEqual({ inlineRan: false, evalRan: false, reached: false });
  });

  it("cannot read files outside of what is shipped with it", async () => {
    const statuses = await page.evaluate(async () => {
      const status = async (url: string) => (await fetch(url).catch(() => ({ status: 0 }))).status;
      return Promise.all(
        ["app://jobdeck/..%2f..%2fpackage.json", "app://jobdeck/%2e%2e/main/main.cjs", "file:///etc/passwd"].map(
          status,
        ),
      );
    });
    expect(statuses).toEqual([404, 404, 0]);
  });

  it("stays where it is and opens no window", async () => {
    const before = page.url();
    const opened = await page.evaluate(() => {
      const child = window.open("https://example.invalid/", "_blank");
      const frame = document.createElement("iframe");
      frame.src = "https://example.invalid/";
      document.body.append(frame);
      window.location.href = "app://jobdeck/assets/";
      return child !== null;
    });
    await page.evaluate(() => {
      window.location.href = "file:///etc/passwd";
    });
    await page.waitForFunction(() => document.readyState === "complete");
    expect(opened).toBe(false);
    expect(page.url()).toBe(before);
    expect(await inMain(jobdeck.electron, ({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  it("may load itself anew", async () => {
    await page.evaluate(() => Object.assign(window, { mark: true }));
    await Promise.all([page.waitForEvent("load"), page.evaluate(() => window.location.reload())]);
    expect(await page.evaluate(() => "mark" in window)).toBe(false);
  });

  it("has links open in the system's browser, of the schemes that belong there only", async () => {
    await inMain(jobdeck.electron, ({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { opened });
      shell.openExternal = async (url) => {
        opened.push(url);
      };
    });
    await page.evaluate(() => {
      for (const address of ["https://example.org/a", "mailto:a@example.org", "file:///etc/passwd", "smb://server/x"]) {
        const link = document.createElement("a");
        link.href = address;
        link.target = "_blank";
        document.body.append(link);
        link.click();
        link.remove();
      }
      window.location.href = "https://example.org/b";
    });
    const opened = () => inMain(jobdeck.electron, () => (globalThis as unknown as { opened: string[] }).opened);
    await until("the browser", async () => ((await opened()).includes("https://example.org/b") ? true : undefined));
    expect(await opened()).toEqual(["https://example.org/a", "mailto:a@example.org", "https://example.org/b"]);
    expect(page.url()).toBe("app://jobdeck/index.html");
  });

  it("is granted no permission but to put text on the clipboard", async () => {
    const states = await page.evaluate(async () => {
      const names = ["geolocation", "notifications", "camera", "microphone", "clipboard-read", "clipboard-write"];
      const state = async (name: string) => {
        const answer = await navigator.permissions
          .query({ name: name as PermissionName })
          .catch(() => ({ state: "none" }));
        return [name, answer.state];
      };
      return Object.fromEntries(await Promise.all(names.map(state)));
    });
    expect(states).toEqual({
      geolocation: "denied",
      notifications: "denied",
      camera: "denied",
      microphone: "denied",
      "clipboard-read": "denied",
      "clipboard-write": "granted",
    });
  });

  it("cannot bring the app down with what it sends, and loses its connection when it tries", async () => {
    await page.addInitScript(() =>
      window.addEventListener("message", ({ ports }) => Object.assign(window, { port: ports[0] })),
    );
    const hostile = ["object", "bytes", "broken", "huge", "flood"] as const;
    for (const kind of hostile) {
      await page.reload();
      await untilUsable(page);
      await page.evaluate((what) => {
        const { port } = window as unknown as { port: MessagePort };
        const call = (id: number) => JSON.stringify({ i: `x${id}`, p: { u: "/snapshot", b: { json: {} } } });
        const frames = {
          object: [{ i: "1", p: { u: "/snapshot", __proto__: { polluted: true } } }],
          bytes: [new Uint8Array(10_000_000).fill(255)],
          broken: ["{", "null", "[1,2"],
          huge: [JSON.stringify({ i: "1", p: { u: "/jobs/run", b: { json: { taskId: "x".repeat(10_000_000) } } } })],
          flood: Array.from({ length: 10_000 }, (_, id) => call(id)),
        };
        for (const frame of frames[what]) port.postMessage(frame);
      }, kind);
      await page.getByRole("alertdialog", { name: "Connection lost" }).waitFor();
    }
    await page.getByRole("button", { name: "Reconnect" }).click();
    await untilUsable(page);
    expect(await page.getByRole("alertdialog").count()).toBe(0);
    expect(jobdeck.log().match(/connection was closed because of a message/g)).toHaveLength(hostile.length);
  });

  it("has no command run that the user did not confirm in a dialog of the system", async () => {
    const shown = await jobdeck.electron.evaluateHandle(({ dialog }) => {
      const questions: string[] = [];
      const answers = [0, 1];
      dialog.showMessageBox = async (...words: unknown[]) => {
        questions.push(JSON.stringify(words.at(-1)));
        return { response: answers.shift() ?? 0, checkboxChecked: false };
      };
      return questions;
    });
    await page.addInitScript(() =>
      window.addEventListener("message", ({ ports }) => Object.assign(window, { port: ports[0] })),
    );
    await page.reload();
    await untilUsable(page);
    const ask = () =>
      page.evaluate(async () => {
        const { port } = window as unknown as { port: MessagePort };
        const answer = new Promise<string>((resolve) =>
          port.addEventListener("message", ({ data }) => String(data).includes('"consent"') && resolve(String(data))),
        );
        const json = { taskId: "command", payload: { shell: "exit 0" } };
        port.postMessage(JSON.stringify({ i: "consent", p: { u: "/jobs/run", b: { json } } }));
        return answer;
      });
    expect(await ask()).toContain("NOT_ALLOWED");
    expect(await ask()).toContain('"taskId":"command"');
    const questions = await shown.jsonValue();
    expect(questions).toHaveLength(2);
    expect(questions[0]).toContain("exit 0");
  });

  it("cannot download", async () => {
    const started = await inMain(
      jobdeck.electron,
      ({ session }) =>
        new Promise<string>((resolve) => {
          session.defaultSession.once("will-download", (event) => resolve(`prevented: ${event.defaultPrevented}`));
          session.defaultSession.downloadURL("data:text/plain,x");
        }),
    );
    expect(started).toBe("prevented: true");
  });
});
