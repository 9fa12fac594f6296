import type { View } from "../workbench/view.ts";
import { docsView } from "./docs/view.tsx";
import { jobsView } from "./jobs/view.tsx";
import { keybindingsView } from "./keybindings/view.tsx";
import { logView } from "./log/view.tsx";
import { newsView } from "./news/view.tsx";
import { outputView } from "./output/view.tsx";
import { problemsView } from "./problems/view.tsx";
import { runsView } from "./runs/view.tsx";
import { settingsView } from "./settings/view.tsx";
import { storageView } from "./storage/view.tsx";
import { timelineView } from "./timeline/view.tsx";
import { welcomeView } from "./welcome/view.tsx";

/** Every view of the window, in the order of the activity bar and of the panel's tabs. */
export const allViews: readonly View[] = [
  jobsView,
  runsView,
  newsView,
  problemsView,
  logView,
  outputView,
  settingsView,
  docsView,
  keybindingsView,
  storageView,
  timelineView,
  welcomeView,
];
