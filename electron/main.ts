import { mkdirSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { app, BrowserWindow, dialog, protocol } from "electron";
import { homePath } from "../jobs/model/home.ts";
import { electronFolder, shippedFiles } from "./app-paths.ts";
import { parseLaunch } from "./launch.ts";
import { answerStarts, createStarts } from "./lifecycle.ts";
import { startUnoptimized } from "./memory.ts";
import { hasDisplay, noDisplay, type StartProblem, startProblem } from "./start-problem.ts";
import { tellProblem } from "./tell-problem.ts";
import { showIcon } from "./tray/system-tray.ts";
import { appSchemes } from "./windows/app-protocol.ts";

/** A panel asks for an icon before it shows it: about so long after it was offered, if somebody answers. */
const iconShownMs = 60;

const onStarted = startUnoptimized();
const home = homePath(process.env, process.platform);
const launch = parseLaunch(process.argv.slice(1));

/** Nothing here may wait: a second start has to know that it is one before it does anything. */
function main(): void {
  settleInHome();
  protocol.registerSchemesAsPrivileged(appSchemes);
  if (app.requestSingleInstanceLock()) begin().catch(fail).finally(onStarted);
  else app.exit(0);
}

/** First the icon, then all the rest, which takes as long to read as Electron takes to start. */
async function begin(): Promise<void> {
  const starts = createStarts();
  answerStarts(app, starts.add);
  starts.add(launch);
  await app.whenReady();
  const files = shippedFiles(app.getAppPath());
  const icon = showIcon(files.trayIcons);
  // Who wants the window waits for that.
  if (launch.hidden) await wait(iconShownMs);
  const { startApp } = await import("./app.ts");
  await startApp({ home, files, icon, starts, fail });
}

/** All that Chromium keeps lies in the home too: another home is another app, with a lock of its own. */
function settleInHome(): void {
  app.setName("Jobdeck");
  const folder = electronFolder(home);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  app.setPath("userData", folder);
  app.setPath("crashDumps", folder);
}

function fail(error: unknown): void {
  endWith(startProblem(error, home));
}

/** Says it in the terminal and, where there is a screen, in one dialog; then ends. */
function endWith(problem: StartProblem): void {
  for (const window of BrowserWindow.getAllWindows()) window.destroy();
  const write = (text: string): void => void process.stderr.write(text);
  const restore = { home, version: app.getVersion(), resourcesPath: shippedFiles(app.getAppPath()).resources };
  const sqliteBinding = process.env.JOBDECK_SQLITE_BINDING;
  void tellProblem(problem, {
    ...{ app, home, write, dialog: problem === noDisplay ? null : dialog },
    goBack: async (backup) => {
      const { goBack } = await import("../jobs/api/go-back.ts");
      goBack({ ...restore, backup, sqliteBinding });
    },
  });
}

try {
  if (hasDisplay(process.platform, process.env)) main();
  else endWith(noDisplay);
} catch (error) {
  fail(error);
}
