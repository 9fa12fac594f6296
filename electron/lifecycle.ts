import type { App } from "electron";
import { messageOf } from "../jobs/model/errors.ts";
import type { HostLog } from "../jobs/model/host-log.ts";
import type { HostKeeper } from "./host/host-keeper.ts";
import { type Launch, linkScheme, parseLaunch, parseLink } from "./launch.ts";
import type { MainWindow } from "./windows/main-window.ts";

/** The task that the demo shows. */
const demoTask = "sync-s3";

/** A second start, and a link that the system opens, are handed to the program that already runs. */
export function answerStarts(app: App, onStart: (launch: Launch) => void): void {
  app.on("second-instance", (_event, args) => onStart(parseLaunch(args.slice(1))));
  app.on("open-url", (event, url) => {
    event.preventDefault();
    onStart({ hidden: false, demo: false, target: parseLink(url) });
  });
  app.on("activate", () => onStart({ hidden: false, demo: false, target: null }));
  // In a checkout the program is Electron with a folder: the system must not learn that as the way to start Jobdeck.
  if (app.isPackaged) app.setAsDefaultProtocolClient(linkScheme);
}

/** Keeps what starts ask for until there is somebody to answer them, and hands it on from then on. */
export function createStarts() {
  const waiting: Launch[] = [];
  let answer = (launch: Launch): void => void waiting.push(launch);
  return {
    add: (launch: Launch): void => answer(launch),
    answerWith: (next: (launch: Launch) => void): void => {
      answer = next;
      waiting.splice(0).forEach(next);
    },
  };
}

export type Starts = ReturnType<typeof createStarts>;

export type OpenerOptions = {
  readonly keeper: Pick<HostKeeper, "whenAttached">;
  readonly window: Pick<MainWindow, "open">;
  readonly log: HostLog;
};

/** Does what a start asks for. */
export function opener({ keeper, window, log }: OpenerOptions): (launch: Launch) => void {
  const startDemo = async (): Promise<void> => {
    const { client } = await keeper.whenAttached();
    await client.demo.start({ news: true });
    const run = await client.jobs.run({ taskId: demoTask });
    await window.open({ view: "run", runId: run.id });
  };
  return (launch) => {
    const work: Promise<void>[] = [];
    if (!launch.hidden) work.push(window.open(launch.target));
    if (launch.demo) work.push(startDemo());
    Promise.all(work).catch((error: unknown) => log.error(`The start was not answered: ${messageOf(error)}`, error));
  };
}

/** Without a window Jobdeck lives on in the tray. Quitting waits for `stop`, which never rejects. */
export function quitGracefully(app: App, stop: () => Promise<void>): void {
  let stage: "running" | "stopping" | "stopped" = "running";
  const finish = (): void => {
    stage = "stopped";
    app.quit();
  };
  app.on("window-all-closed", () => undefined);
  app.on("before-quit", (event) => {
    if (stage === "stopped") return;
    // Has to be said before anything is waited for, or Electron quits.
    event.preventDefault();
    if (stage === "running") void stop().then(finish, finish);
    stage = "stopping";
  });
}
