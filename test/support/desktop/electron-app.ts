import type { ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { _electron, type ElectronApplication, type Page } from "playwright-core";
import { homeFiles } from "../../../jobs/model/home.ts";
import { root } from "../paths.ts";
import type { Desktop } from "./desktop.ts";
import { inMain } from "./in-main.ts";
import { type Program, startProgram } from "./processes.ts";

/** Jobdeck, as a user starts it, in a desktop of its own. */
export type JobdeckApp = {
  readonly electron: ElectronApplication;
  readonly home: string;
  /** The window, as soon as there is one. */
  readonly page: () => Promise<Page>;
  /** The host's log so far; empty before there is one. */
  readonly log: () => string;
  /** Everything that the pages complained about: errors, and violations of the content security policy. */
  readonly complaints: readonly string[];
  /** Quits as the tray's menu does, and waits until the process is gone. */
  readonly quit: () => Promise<void>;
};

export type OpenOptions = {
  readonly home?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

/** The parts of the machine that the test run has to do without; see `.dev/test.mjs`. */
export function isLeftOut(...parts: readonly string[]): boolean {
  const leftOut = (process.env.JOBDECK_TEST_SKIP ?? "").split(",");
  return parts.some((part) => leftOut.includes(part));
}

/** Starts Jobdeck under Playwright. */
export async function openJobdeck(desktop: Desktop, options: OpenOptions = {}): Promise<JobdeckApp> {
  const home = options.home ?? path.join(desktop.folder, "jobdeck");
  const electron = await _electron.launch({
    executablePath: executable(),
    args: [...commandLine(), ...(options.args ?? [])],
    env: environment(desktop, { ...options, home }),
    // Dark or light is the system's to say, as it is for a user.
    colorScheme: null,
  });
  // Playwright forgets it when the app has ended by itself.
  const child = electron.process();
  const complaints: string[] = [];
  const listen = (page: Page): void => {
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
    });
  };
  for (const page of electron.windows()) listen(page);
  electron.on("window", listen);
  return {
    electron,
    home,
    complaints,
    page: async () => electron.windows()[0] ?? electron.firstWindow(),
    log: () => (existsSync(homeFiles(home).hostLog) ? readFileSync(homeFiles(home).hostLog, "utf8") : ""),
    quit: async () => {
      // The call may not come back: the process it goes to ends.
      if (child.exitCode === null) void inMain(electron, ({ app }) => app.quit()).catch(() => undefined);
      await ended(child);
    },
  };
}

/** Starts Jobdeck without Playwright: another start of the program, or one that is to fail. */
export function startJobdeck(desktop: Pick<Desktop, "env" | "folder">, options: OpenOptions = {}): Program {
  const home = options.home ?? path.join(desktop.folder, "jobdeck");
  const env = environment(desktop, { ...options, home });
  return startProgram(executable(), [...commandLine(), ...(options.args ?? [])], { env });
}

/** Resolves to the exit code of a process; null when it was killed. */
export function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once("exit", (code) => resolve(code)));
}

function executable(): string {
  const found = process.env.JOBDECK_ELECTRON;
  if (!found) throw new Error("JOBDECK_ELECTRON is not set. Start the tests with npm test.");
  return found;
}

/** Root may not use Chromium's sandbox; only tests and development ever start without. */
function commandLine(): readonly string[] {
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return [...sandbox, root];
}

function environment(
  desktop: Pick<Desktop, "env">,
  { home, env = {} }: { readonly home: string; readonly env?: Readonly<Record<string, string>> | undefined },
): Record<string, string> {
  const binding = process.env.JOBDECK_SQLITE_BINDING;
  const all = { ...desktop.env, JOBDECK_HOME: home, ...(binding ? { JOBDECK_SQLITE_BINDING: binding } : {}), ...env };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
