import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { _electron, type ElectronApplication } from "playwright-core";
import { type Desktop, openDesktop } from "../../support/desktop/desktop.ts";
import { type JobdeckApp, openJobdeck } from "../../support/desktop/electron-app.ts";
import { type Program, startProgram } from "../../support/desktop/processes.ts";
import { startTrayHost, type TrayHost } from "../../support/desktop/tray-host.ts";
import { root } from "../../support/paths.ts";

const emptyApp = path.join(root, "test", "bench", "tray", "empty-app");

/** A desktop of its own with a tray, and one app in it. */
export type Place = { readonly desktop: Desktop; readonly tray: TrayHost; readonly close: () => Promise<void> };

export async function openPlace(): Promise<Place> {
  const desktop = await openDesktop();
  try {
    const tray = await startTrayHost(desktop);
    return {
      desktop,
      tray,
      close: async () => {
        tray.close();
        await desktop.close();
      },
    };
  } catch (error) {
    await desktop.close();
    throw error;
  }
}

/** Jobdeck with a home of its own, which an earlier start has filled: the first start of all makes databases. */
export function startJobdeckIn({ desktop }: Place, home: string, args: readonly string[]): Promise<JobdeckApp> {
  return openJobdeck(desktop, { home, args });
}

/** @param name of the folder that Chromium keeps its things in; two apps at once need two */
export async function startEmptyIn(
  place: Place,
  args: readonly string[],
  name = "empty",
): Promise<ElectronApplication> {
  return _electron.launch({ ...emptyCommand(place, args, name), colorScheme: null });
}

/** By itself, without Playwright, whose way into a program takes longer than the program's own start. */
export function startEmptyAlone(place: Place): Program {
  const { executablePath, args, env } = emptyCommand(place, [], "empty");
  return startProgram(executablePath, args, { env });
}

function emptyCommand({ desktop }: Place, args: readonly string[], name: string) {
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const env = Object.fromEntries(
    Object.entries(desktop.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  return {
    executablePath: process.env.JOBDECK_ELECTRON ?? "",
    args: [...sandbox, emptyApp, ...args],
    env: { ...env, XDG_CONFIG_HOME: path.join(desktop.folder, name) },
  };
}

/** Quits and waits until the process is gone. */
export async function quit(app: ElectronApplication): Promise<void> {
  const child = app.process();
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  void app.evaluate(({ app: electron }) => electron.quit()).catch(() => undefined);
  if (child.exitCode === null) await gone;
}

export function tempHome(): { readonly home: string; readonly remove: () => void } {
  const home = mkdtempSync(path.join(process.env.JOBDECK_BENCH_FOLDER ?? "/tmp", "home-"));
  return { home, remove: () => rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }) };
}
