import { RPCHandler } from "@orpc/server/message-port";
import type { JobdeckClient } from "../../../jobs/api/contract.ts";
import { portMessage } from "../../../jobs/api/shell.ts";
import { addHardRuns } from "./sample-hard-runs.ts";
import { createSampleHost } from "./sample-host.ts";
import { sampleJobs, syncJob } from "./sample-jobs.ts";
import type { SampleHostOptions } from "./sample-state.ts";

/**
 * The window in a plain browser, with the sample host at the other end of its port: `?scenario=full`; with `&still` nothing
 * goes on by itself. It runs after the window's own script, which listens by then.
 */

const now = () => Date.now();
const query = new URLSearchParams(window.location.search);
const base = { now, ...(query.has("still") ? {} : { stepMs: 250 }) };
if (query.has("still")) {
  // What blinks is not seen, and what appears late is there at once: a picture is the same whenever it is taken.
  const still = new CSSStyleSheet();
  still.replaceSync(
    "*, ::before, ::after { caret-color: transparent !important; animation-delay: 0s !important; animation-duration: 0s !important; transition: none !important; }",
  );
  document.adoptedStyleSheets.push(still);
}
const noKeychain = {
  kind: "none" as const,
  title: "No keychain",
  warning:
    "This system has no keychain. A secret would be stored as plain text in /home/ada/.local/share/jobdeck/vault.json, which only you can read.",
};
const missing = [{ ...syncJob, state: "missing" as const }];
const unused = [{ ...syncJob, state: "new" as const }];

const free = { ...syncJob, category: "Scripts", state: "new" as const, description: "" };
const freeJobs = [
  { ...free, taskId: "command", title: "Command" },
  { ...free, taskId: "http-request", title: "HTTP request" },
];

const manyJobs = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const job = sampleJobs[index % sampleJobs.length] ?? syncJob;
    return { ...job, taskId: `${job.taskId}-${index}`, title: `${job.title} ${index}` };
  });

const pauseMs = 3_600_000;
/** How far away a job's next time is when it comes after the pause of all jobs. */
const afterPause = ({ inMs, everyMs }: (typeof sampleJobs)[number]): number =>
  inMs + Math.ceil(Math.max(0, pauseMs - inMs) / everyMs) * everyMs;

const scenarios: Readonly<Record<string, SampleHostOptions>> = {
  full: { ...base, stored: { "s3.bucket": "my-notes", "s3.accessKeyId": "x", "sync.batchSize": "40" } },
  themed: { ...base, stored: { "workbench.colorTheme": "Deep Sea" } },
  mistake: {
    ...base,
    settingsText:
      '// Mine\n{\n  "sync.batchSize": "40",\n  "engine.concurency": 4,\n  "desktop.openAtLogin": true\n  "s3.bucket": "my-notes"\n}\n',
  },
  empty: { ...base, engine: { emptyHome: true }, jobs: missing, news: "none" },
  none: { ...base, jobs: [], news: "none" },
  "no-news": { ...base, news: "none" },
  "huge-news": { ...base, news: "huge" },
  "broken-news": { ...base, news: "broken" },
  new: { ...base, jobs: unused },
  demo: { ...base, engine: { demo: true }, jobs: unused },
  paused: {
    ...base,
    engine: { paused: true, pausedUntil: Date.now() + pauseMs },
    jobs: sampleJobs.map((job) => ({ ...job, inMs: afterPause(job) })),
  },
  plain: { ...base, vault: noKeychain, jobs: missing },
  timeline: { ...base, runsPerJob: 700, stored: { "s3.bucket": "my-notes" } },
  lanes: { now, jobs: manyJobs(400), runsPerJob: 30 },
  keys: {
    ...base,
    quietHost: true,
    keybindings: `[\n  { "key": "ctrl+alt+r", "command": "runs.show", "when": "!inputFocus" },
  { "key": "ctrl+j", "command": "-workbench.togglePanel" },\n  { "key": "ctrl+l", "command": "runs.shwo" }\n]\n`,
  },
  crowded: { now, jobs: manyJobs(500), runsPerJob: 3 },
  scripts: { ...base, jobs: [...sampleJobs.slice(0, 6), ...freeJobs] },
  hard: { ...base, stored: { "s3.bucket": "my-notes" } },
  huge: { ...base, runsPerJob: 2_000, logLines: 100_000 },
};

const scenario = query.get("scenario") ?? "full";
const { port1, port2 } = new MessageChannel();

if (scenario !== "silent") {
  const { router, state, client } = createSampleHost(scenarios[scenario] ?? base);
  if (scenario === "timeline") sleepThrough(state);
  if (scenario === "hard") addHardRuns(state);
  if (scenario === "crowded") void addSchedules(client, `${syncJob.taskId}-0`, 49);
  if (scenario === "scripts") void addScripts(client);
  new RPCHandler(router).upgrade(port2);
  port2.start();
}

async function addSchedules(client: JobdeckClient, taskId: string, count: number): Promise<void> {
  for (let index = 0; index < count; index++)
    await client.schedules.create({ taskId, title: `Part ${index + 1}`, when: `${index} ${index % 24} * * *` });
}

async function addScripts({ schedules }: JobdeckClient): Promise<void> {
  const music = { shell: "rsync -a ~/Music /mnt/backup/music", env: { RSYNC_RSH: "ssh" } };
  await schedules.create({ taskId: "command", title: "backup-music.sh", when: "daily at 2:00", payload: music });
  const { id } = await schedules.create({
    ...{ taskId: "command", when: "sundays at 4:00", payload: { argv: ["restic", "prune", "--max-unused", "5%"] } },
  });
  await schedules.pause({ scheduleId: id });
  await schedules.create({
    ...{ taskId: "http-request", title: "Is my site up?", when: "every 15 minutes" },
    payload: { url: "https://example.org/health", expectStatus: 200 },
  });
}

/** Two hours of the last day, in which the computer was asleep. */
function sleepThrough(state: ReturnType<typeof createSampleHost>["state"]): void {
  const hour = 3_600_000;
  const from = Math.floor(Date.now() / hour) * hour - 12 * hour;
  state.removeRuns(({ startedAt }) => startedAt !== null && startedAt >= from - 1 && startedAt < from + 2.2 * hour);
  for (const taskId of ["issues-sync", "goals"])
    for (const [index, reason] of (["superseded", "asleep"] as const).entries())
      state.addOccurrence(taskId, {
        ...{ scheduleId: `${taskId}:default`, scheduledAt: from + (2 - index) * hour, outcome: "missed", reason },
        ...{ runId: null, decidedAt: Date.now(), lateMs: 0, slots: 1 },
      });
}

let received: MessagePort | undefined;
window.addEventListener("message", ({ ports }) => {
  [received] = ports;
});
if (scenario !== "silent") window.postMessage(portMessage, window.location.origin, [port1]);

declare global {
  interface Window {
    closeSampleHost: () => void;
  }
}

window.closeSampleHost = () => {
  port2.close();
  // Electron tells a port that its other end was closed; a plain browser does not.
  received?.dispatchEvent(new Event("close"));
};
