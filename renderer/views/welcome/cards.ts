import type { App } from "../../workbench/app.ts";

/** Something that Jobdeck can run, in the first step of the walkthrough. */
export type WelcomeCard = {
  readonly id: string;
  readonly icon: string;
  readonly title: string;
  readonly text: string;
  /** Leads to where it is set up. */
  readonly start: (app: App) => void;
};

/** What there is to run. To add something, add a card. */
export const welcomeCards: readonly WelcomeCard[] = [
  {
    id: "demo",
    icon: "beaker",
    title: "Try it with the demo workspace",
    text: "A sample bucket, sample news and a stand-in for the AI, all on this computer. It runs at once, without an account.",
    start: (app) => app.reveal.set({ editor: "welcome:", part: "demo" }),
  },
  {
    id: "sync-s3",
    icon: "cloud",
    title: "Sync a bucket into a vector store",
    text: "The Markdown files of your S3 storage, kept in step with OpenAI. It needs credentials for both.",
    start: (app) => app.show({ view: "settings", group: "s3" }),
  },
  {
    id: "command",
    icon: "terminal",
    title: "Run a script or a program",
    text: "Any command of this computer, with its log, a limit in time, and secrets by name.",
    start: (app) => app.show({ view: "job", taskId: "command", part: "run-with" }),
  },
  {
    id: "http-request",
    icon: "globe",
    title: "Call a web address",
    text: "Sends a request and checks the answer: a health check, a web hook, a download.",
    start: (app) => app.show({ view: "job", taskId: "http-request", part: "run-with" }),
  },
  {
    id: "import",
    icon: "clock",
    title: "What cron and systemd run now",
    text: "Your crontab and timers are shown with their next times; you choose the lines.",
    start: (app) => app.reveal.set({ editor: "welcome:", part: "import" }),
  },
  {
    id: "task-file",
    icon: "file-code",
    title: "Write a task of your own",
    text: "A TypeScript file with an example is put into your folder of tasks. Every save is taken at once.",
    start: (app) => app.commands.execute("jobs.beginTaskFiles"),
  },
];
