import { contextBridge, ipcRenderer } from "electron";
import { portMessage, type ShellApi, type WindowTarget } from "../jobs/api/shell.ts";
import {
  askPort,
  longestFailure,
  nowShowing,
  openTarget,
  pageFailed,
  runCommand,
  saveLog,
  setMenuBar,
  shellAct,
  showTaskFile,
  themeShown,
} from "./windows/shell-messages.ts";

const platform = process.platform === "darwin" || process.platform === "win32" ? process.platform : "linux";

let listener: ((target: WindowTarget) => void) | undefined;
let early: WindowTarget | undefined;

ipcRenderer.on(openTarget, (_event, target: WindowTarget) => {
  if (listener) listener(target);
  else early = target;
});

const shell: ShellApi = {
  platform,
  onOpen: (next) => {
    listener = next;
    if (early) next(early);
    early = undefined;
    return () => {
      if (listener === next) listener = undefined;
    };
  },
  showing: (target) => ipcRenderer.send(nowShowing, target),
  showTaskFile: (name) => ipcRenderer.send(showTaskFile, name),
  saveLog: (runId) => ipcRenderer.send(saveLog, runId),
  act: (action) => ipcRenderer.send(shellAct, action),
  themeShown: (theme) => ipcRenderer.send(themeShown, theme),
  pageFailed: (what) => ipcRenderer.send(pageFailed, what.slice(0, longestFailure)),
  setMenuBar: (menus) => ipcRenderer.send(setMenuBar, menus),
  onCommand: (listener) => {
    ipcRenderer.on(runCommand, (_event, command: string, subject: string | undefined) => listener(command, subject));
  },
};

contextBridge.exposeInMainWorld("jobdeckShell", shell);

// The port is asked for at once and handed on when the page's scripts, which are deferred, have run and listen.
const listening = new Promise<void>((resolve) =>
  window.addEventListener("DOMContentLoaded", () => resolve(), { once: true }),
);
ipcRenderer.on(portMessage, async (event) => {
  await listening;
  window.postMessage(portMessage, window.location.origin, [...event.ports]);
});
// The empty document that a window has before its page is nobody to talk to.
if (window.location.protocol !== "about:") ipcRenderer.send(askPort);
