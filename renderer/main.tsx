import { createRoot } from "react-dom/client";
import { systemClock } from "../jobs/model/clock.ts";
import { ViewBoundary } from "./components/view-boundary.tsx";
import { connectPort, listenForPorts } from "./state/client.ts";
import { createSession } from "./state/session.ts";
import { createTicker } from "./state/ticker.ts";
import { allViews } from "./views/all-views.ts";
import { createApp } from "./workbench/app.ts";
import { AppProvider } from "./workbench/app-context.tsx";
import { createColorTheme } from "./workbench/color-theme.ts";
import { browserStorage } from "./workbench/layout-store.ts";
import { reportShown } from "./workbench/report-shown.ts";
import { Workbench } from "./workbench/workbench.tsx";
import "@vscode/codicons/dist/codicon.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";

/** A host is there before its window; without a port after this long something is wrong. */
const patienceMs = 10_000;

const shell = window.jobdeckShell;

const session = createSession({ patienceMs });
listenForPorts(window, (port) => session.connect(connectPort(port)));

const ticker = createTicker({
  clock: systemClock,
  isVisible: () => document.visibilityState === "visible",
  onVisibilityChange: (listener) => document.addEventListener("visibilitychange", listener),
});

const app = createApp({
  session,
  ticker,
  views: allViews,
  storage: browserStorage(window.localStorage),
  draftStorage: browserStorage(window.localStorage, "jobdeck.drafts"),
  reconnect: () => window.location.reload(),
  shell,
  focused: () => document.activeElement,
  makeTheme: (onError) =>
    createColorTheme({ document, session, onShown: (theme) => shell?.themeShown(theme), onError }),
});

if (shell) {
  shell.onOpen(app.show);
  reportShown(app.layout, shell.showing);
}

const root = document.querySelector("#root");
if (!root) throw new Error("index.html has no #root");
const report = (error: unknown) =>
  shell?.pageFailed(error instanceof Error ? (error.stack ?? error.message) : String(error));
window.addEventListener("error", ({ error, message }) => report(error ?? message));
window.addEventListener("unhandledrejection", ({ reason }) => report(reason));
createRoot(root, { onCaughtError: report }).render(
  <ViewBoundary what="The window">
    <AppProvider app={app}>
      <Workbench />
    </AppProvider>
  </ViewBoundary>,
);
