import { mkdirSync } from "node:fs";
import { app, BrowserWindow, dialog, protocol } from "electron";
import { goBack } from "../jobs/api/go-back.ts";
import { homePath } from "../jobs/model/home.ts";
import { startApp } from "./app.ts";
import { electronFolder, shippedFiles } from "./app-paths.ts";
import { parseLaunch } from "./launch.ts";
import { startUnoptimized } from "./memory.ts";
import { hasDisplay, noDisplay, type StartProblem, startProblem } from "./start-problem.ts";
import { tellProblem } from "./tell-problem.ts";
import { appSchemes } from "./windows/app-protocol.ts";

const onStarted = startUnoptimized();
const home = homePath(process.env, process.platform);
const launch = parseLaunch(process.argv.slice(1));

/** Nothing here may wait: a second start has to know that it is one before it does anything. */
function main(): void {
  settleInHome();
  protocol.registerSchemesAsPrivileged(appSchemes);
  if (app.requestSingleInstanceLock()) startApp({ home, launch, fail }).catch(fail).finally(onStarted);
  else app.exit(0);
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
  tellProblem(problem, {
    ...{ app, home, write, dialog: problem === noDisplay ? null : dialog },
    goBack: (backup) => goBack({ ...restore, backup, sqliteBinding }),
  });
}

try {
  if (hasDisplay(process.platform, process.env)) main();
  else endWith(noDisplay);
} catch (error) {
  fail(error);
}
