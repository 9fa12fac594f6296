/** A document of the folder `docs`: its path within that, without ".md", and the heading that it begins with. */
export type Doc = { readonly name: string; readonly title: string; readonly about: string };

type Part = { readonly title: string; readonly docs: readonly Doc[] };

/** What comes with Jobdeck to be read, in the order of its contents. */
export const parts: readonly Part[] = [
  {
    title: "Jobs",
    docs: [
      {
        name: "tasks",
        title: "Your own scripts and requests",
        about: "Commands and addresses as jobs: fields, output, secrets.",
      },
      {
        name: "schedules",
        title: "Schedules",
        about: "What can be typed, time zones, missed times, policies, the ledger.",
      },
      {
        name: "import",
        title: "Taking schedules over, and writing them down",
        about: "Crontabs, systemd timers, and back.",
      },
      { name: "states", title: "The states of a run", about: "What each state and each mark means." },
      { name: "notifications", title: "Notifications", about: "What is told, when, and what a click does." },
      { name: "sdk", title: "Writing tasks", about: "Task files of your own in TypeScript." },
    ],
  },
  {
    title: "News and AI",
    docs: [
      { name: "news", title: "News", about: "Sources, items, stories, briefs and insights." },
      { name: "ai", title: "AI", about: "Models, model servers of your own, budgets, and what works without." },
    ],
  },
  {
    title: "Jobdeck itself",
    docs: [
      { name: "settings", title: "Settings", about: "Every setting, its file and its environment variable." },
      {
        name: "data",
        title: "Your data: what is kept, for how long, and how to get it back",
        about: "Retention, backups, repair.",
      },
      { name: "cli", title: "The command line", about: "Every command, and its documents for scripts." },
      {
        name: "recipes/README",
        title: "Recipes: Jobdeck without its window",
        about: "cron, systemd, launchd, Windows, containers.",
      },
      { name: "recovery", title: "What survives what", about: "Crashes, full disks, power cuts." },
    ],
  },
  {
    title: "Looking inside",
    docs: [
      { name: "glossary", title: "Glossary", about: "One word, one meaning." },
      { name: "architecture", title: "Architecture", about: "Layers, and a due time step by step." },
      { name: "content", title: "News, stories and the portfolio", about: "How what tasks produce is stored." },
      {
        name: "views",
        title: "Adding a view, and its keys",
        about: "How the window is extended, and keybindings.json.",
      },
      { name: "performance", title: "How fast it is", about: "What is measured, and how." },
    ],
  },
];

/** What the tab of a document is called. */
export function docTitle(name: string): string {
  const known = parts.flatMap(({ docs }) => docs).find((doc) => doc.name === name);
  return known?.title ?? (name === "" ? "Documentation" : (name.split("/").at(-1) ?? name));
}
