import type { Page } from "playwright-core";
import { command } from "./command.ts";
import { newsLooks } from "./news-views.ts";

/** A view to be looked at: the sample home that it is seen in, and how it is reached. */
export type Look = {
  readonly name: string;
  readonly scenario: string;
  readonly reach: (page: Page) => Promise<unknown>;
};

const job = (page: Page, name: RegExp) => page.getByRole("treeitem", { name }).first().click();
const nothing = () => Promise.resolve();
const runOf = async (page: Page, name: RegExp, row: number) => {
  await job(page, name);
  await page.getByRole("row").nth(row).click();
  await page.getByRole("heading", { name: /^Run /, level: 2 }).waitFor();
};
const step = (page: Page, name: string) => page.getByRole("navigation").getByRole("button", { name }).click();
const runsTable = async (page: Page, filter: string) => {
  await command(page, "all runs as a table");
  await page.getByRole("combobox", { name: "Filter runs" }).fill(filter);
  await page.keyboard.press("Enter");
};
/** A run of the newest ones that have ended, which are hard to show. */
const hardRun = async (page: Page, row: number) => {
  await runsTable(page, "");
  await page.locator(`.runs-row[aria-rowindex="${row + 2}"]`).dblclick();
  await page.getByRole("heading", { name: /^Run /, level: 2 }).waitFor();
};
const shortcuts = async (page: Page) => {
  await page.keyboard.press("Control+K");
  await page.keyboard.press("Control+S");
  await page.getByRole("grid", { name: "Keyboard shortcuts" }).waitFor();
};
const vectorStore = /vector store/;
const runWith = async (page: Page) => {
  await page.getByRole("button", { name: "More ways to run" }).click();
  await page.getByRole("menuitem", { name: "Run with payload…" }).click();
};
const editSchedule = async (page: Page) => {
  await job(page, vectorStore);
  await page.getByRole("button", { name: "Edit schedule" }).click();
  await page.getByRole("textbox", { name: "Runs", exact: true }).waitFor();
};
const openAll = async (page: Page) => {
  for (const name of ["Missed times", "Overlap", "Days left out", "Conditions", "After another job", "Payload"])
    await page.locator(".schedule-editor .disclosure-head", { hasText: name }).click();
};
const newJob = async (page: Page, choice: string) => {
  await page.getByRole("button", { name: "New job" }).first().click();
  await page.getByRole("radio", { name: choice }).click();
};

export const looks: readonly Look[] = [
  { name: "welcome", scenario: "empty", reach: nothing },
  { name: "welcome-credentials", scenario: "empty", reach: (page) => step(page, "Enter credentials") },
  { name: "welcome-demo", scenario: "empty", reach: (page) => step(page, "Watch a job") },
  { name: "welcome-background", scenario: "empty", reach: (page) => step(page, "Let it run") },
  {
    name: "welcome-import",
    scenario: "empty",
    reach: async (page) => {
      await step(page, "Take over");
      await page.getByRole("button", { name: "Look at my crontab" }).click();
      await page
        .getByRole("button", { name: /^Take over/ })
        .last()
        .waitFor();
    },
  },
  { name: "no-jobs", scenario: "none", reach: nothing },
  { name: "no-editor", scenario: "full", reach: nothing },
  { name: "connecting", scenario: "silent", reach: (page) => page.getByText(/Connecting/).waitFor() },
  { name: "job", scenario: "full", reach: (page) => job(page, vectorStore) },
  { name: "job-new", scenario: "new", reach: (page) => job(page, vectorStore) },
  { name: "job-while-all-paused", scenario: "paused", reach: (page) => job(page, vectorStore) },
  { name: "job-paused", scenario: "paused", reach: (page) => job(page, /Restic/) },
  {
    name: "job-script",
    scenario: "scripts",
    reach: (page) => job(page, /backup-music/),
  },
  {
    name: "unsaved",
    scenario: "full",
    reach: async (page) => {
      await editSchedule(page);
      await page.getByRole("textbox", { name: "Runs", exact: true }).fill("daily at 5");
      await page.getByRole("button", { name: "Edit schedule" }).click();
      await page.getByRole("dialog", { name: /Do you want to save/ }).waitFor();
    },
  },
  { name: "schedule-editor", scenario: "full", reach: editSchedule },
  {
    name: "schedule-by-words",
    scenario: "full",
    reach: async (page) => {
      await editSchedule(page);
      await page.getByRole("textbox", { name: "Runs", exact: true }).fill("2nd tuesday of the month at 2:30");
      await page.getByText("Kept as").waitFor();
    },
  },
  {
    name: "schedule-refused",
    scenario: "full",
    reach: async (page) => {
      await editSchedule(page);
      await page.getByRole("textbox", { name: "Runs", exact: true }).fill("weekdays at 25:00");
      await page.locator(".schedule-preview .field-problem").waitFor();
    },
  },
  {
    name: "schedule-zones",
    scenario: "full",
    reach: async (page) => {
      await editSchedule(page);
      await page.getByRole("combobox", { name: /Time zone/ }).fill("new");
    },
  },
  {
    name: "schedule-policies",
    scenario: "full",
    reach: async (page) => {
      await editSchedule(page);
      await openAll(page);
      await page.getByLabel("When the last run still goes on").selectOption("queue-one");
      await page.getByLabel("Online").check();
      await page.getByLabel("Not later than").fill("soon");
    },
  },
  { name: "job-with-50-schedules", scenario: "crowded", reach: (page) => job(page, vectorStore) },
  { name: "scripts", scenario: "scripts", reach: (page) => job(page, /backup-music/) },
  {
    name: "new-job",
    scenario: "scripts",
    reach: (page) => page.getByRole("button", { name: "New job" }).first().click(),
  },
  { name: "new-job-command", scenario: "scripts", reach: (page) => newJob(page, "Run a command or script") },
  { name: "new-job-task", scenario: "scripts", reach: (page) => newJob(page, "Write a task") },
  {
    name: "run-with",
    scenario: "full",
    reach: async (page) => {
      await job(page, vectorStore);
      await runWith(page);
    },
  },
  {
    name: "run-with-json",
    scenario: "full",
    reach: async (page) => {
      await job(page, vectorStore);
      await runWith(page);
      await page.getByRole("button", { name: "Write as JSON" }).click();
      await page.getByLabel("Payload as JSON").fill('{\n  "prefix": "notes/", // only these\n  "limit": 20\n}');
    },
  },
  {
    name: "run-with-defaults",
    scenario: "scripts",
    reach: async (page) => {
      await job(page, /backup-music/);
      await runWith(page);
    },
  },
  { name: "run-completed", scenario: "full", reach: (page) => runOf(page, vectorStore, 1) },
  { name: "run-failed", scenario: "full", reach: (page) => runOf(page, /backup-photos/, 1) },
  { name: "run-with-long-stack", scenario: "hard", reach: (page) => hardRun(page, 1) },
  { name: "run-with-huge-payload", scenario: "hard", reach: (page) => hardRun(page, 2) },
  { name: "run-with-nothing", scenario: "hard", reach: (page) => hardRun(page, 3) },
  {
    name: "log-searched",
    scenario: "hard",
    reach: async (page) => {
      await hardRun(page, 1);
      await page.keyboard.press("Control+F");
      await page.getByLabel("Find in log").fill("row");
      await page.keyboard.press("Enter");
    },
  },
  { name: "runs", scenario: "full", reach: (page) => page.keyboard.press("Control+Shift+H") },
  { name: "runs-table", scenario: "timeline", reach: (page) => runsTable(page, "") },
  { name: "runs-table-empty", scenario: "none", reach: (page) => runsTable(page, "") },
  { name: "runs-table-filtered", scenario: "full", reach: (page) => runsTable(page, "state:failed InvalidAccess") },
  { name: "runs-table-no-match", scenario: "full", reach: (page) => runsTable(page, "state:faild nothing like this") },
  {
    name: "runs-table-selected",
    scenario: "full",
    reach: async (page) => {
      await runsTable(page, "");
      await page.keyboard.press("ArrowDown");
      for (let row = 0; row < 5; row++) await page.keyboard.press("Shift+ArrowDown");
    },
  },
  {
    name: "menu-of-a-run",
    scenario: "full",
    reach: async (page) => {
      await runsTable(page, "");
      await page.locator(".runs-row").nth(2).click({ button: "right" });
    },
  },
  {
    name: "menu-of-runs",
    scenario: "full",
    reach: async (page) => {
      await runsTable(page, "");
      await page.keyboard.press("ArrowDown");
      for (let row = 0; row < 5; row++) await page.keyboard.press("Shift+ArrowDown");
      await page.keyboard.press("Shift+F10");
    },
  },
  { name: "log-of-100000-lines", scenario: "huge", reach: (page) => runOf(page, vectorStore, 1) },
  { name: "timeline", scenario: "timeline", reach: (page) => page.getByTitle(/Show timeline/).click() },
  { name: "timeline-of-scripts", scenario: "scripts", reach: (page) => page.getByTitle(/Show timeline/).click() },
  { name: "timeline-of-400-jobs", scenario: "lanes", reach: (page) => page.getByTitle(/Show timeline/).click() },
  ...newsLooks,
  { name: "settings", scenario: "full", reach: (page) => page.keyboard.press("Control+,") },
  {
    name: "settings-searched",
    scenario: "full",
    reach: async (page) => {
      await page.keyboard.press("Control+,");
      await page.getByLabel("Search settings").fill("upload");
    },
  },
  {
    name: "settings-json-with-a-mistake",
    scenario: "mistake",
    reach: async (page) => {
      await command(page, "Open settings.json");
      await page.locator(".cm-lintRange-error").first().waitFor();
    },
  },
  { name: "documentation", scenario: "full", reach: (page) => command(page, "Documentation") },
  {
    name: "document",
    scenario: "full",
    reach: async (page) => {
      await command(page, "Documentation");
      await page.getByRole("button", { name: "Schedules", exact: true }).click();
      await page.getByRole("table").first().waitFor();
    },
  },
  {
    name: "color-theme",
    scenario: "full",
    reach: async (page) => {
      await command(page, "Colour theme");
      await page.getByText("Deep Sea").waitFor();
    },
  },
  { name: "theme-of-a-file", scenario: "themed", reach: (page) => job(page, vectorStore) },
  { name: "settings-without-keychain", scenario: "plain", reach: (page) => page.keyboard.press("Control+,") },
  { name: "storage", scenario: "full", reach: (page) => command(page, "storage") },
  { name: "problems", scenario: "full", reach: (page) => page.getByTitle(/Show problems/).click() },
  { name: "commands", scenario: "full", reach: (page) => page.keyboard.press("Control+Shift+P") },
  { name: "quick-open", scenario: "full", reach: (page) => page.keyboard.press("Control+P") },
  { name: "keyboard-shortcuts", scenario: "full", reach: shortcuts },
  {
    name: "keyboard-shortcuts-changed",
    scenario: "keys",
    reach: async (page) => {
      await shortcuts(page);
      await page.getByLabel("Search commands and keys").fill("show");
    },
  },
  {
    name: "keyboard-shortcuts-recording",
    scenario: "full",
    reach: async (page) => {
      await shortcuts(page);
      await page.getByLabel("Search commands and keys").fill("show runs");
      await page.getByRole("row", { name: /Show runs/ }).dblclick();
      await page.getByLabel("New keys").press("Control+B");
    },
  },
  {
    name: "keybindings-file",
    scenario: "keys",
    reach: async (page) => {
      await shortcuts(page);
      await page.getByRole("button", { name: "Open the file" }).click();
      await page.locator(".cm-content").waitFor();
    },
  },
  { name: "output", scenario: "full", reach: (page) => page.keyboard.press("Control+Shift+U") },
  { name: "output-empty", scenario: "keys", reach: (page) => page.keyboard.press("Control+Shift+U") },
  {
    name: "menu",
    scenario: "full",
    reach: async (page) => {
      await job(page, vectorStore);
      await page.keyboard.press("Alt+r");
      await page.getByRole("menuitem", { name: /Pause all/ }).hover();
    },
  },
  {
    name: "menu-of-a-job",
    scenario: "full",
    reach: (page) => page.getByRole("treeitem", { name: vectorStore }).first().click({ button: "right" }),
  },
  {
    name: "side-by-side",
    scenario: "full",
    reach: async (page) => {
      await job(page, vectorStore);
      await page.keyboard.press("Control+\\");
      await job(page, /Daily brief/);
    },
  },
  {
    name: "host-lost",
    scenario: "full",
    reach: async (page) => {
      await job(page, vectorStore);
      await page.evaluate(() => window.closeSampleHost());
    },
  },
];
