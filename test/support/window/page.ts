import { RPCHandler } from "@orpc/server/message-port";
import { portMessage } from "../../../jobs/api/shell.ts";
import { createSampleHost } from "./sample-host.ts";
import { syncJob } from "./sample-jobs.ts";
import type { SampleHostOptions } from "./sample-state.ts";

/**
 * The window in a plain browser, with the sample host at the other end of its port: `?scenario=full`. It runs after the
 * window's own script, which listens by then.
 */

const now = () => Date.now();
const base = { now, stepMs: 250 };
const noKeychain = {
  kind: "none" as const,
  title: "No keychain",
  warning:
    "This system has no keychain. A secret would be stored as plain text in /home/ada/.local/share/jobdeck/vault.json, which only you can read.",
};
const missing = [{ ...syncJob, state: "missing" as const }];
const unused = [{ ...syncJob, state: "new" as const }];

const scenarios: Readonly<Record<string, SampleHostOptions>> = {
  full: { ...base, stored: { "s3.bucket": "my-notes", "s3.accessKeyId": "x", "sync.batchSize": "40" } },
  empty: { ...base, engine: { emptyHome: true }, jobs: missing },
  none: { ...base, jobs: [] },
  new: { ...base, jobs: unused },
  demo: { ...base, engine: { demo: true }, jobs: unused },
  paused: { ...base, engine: { paused: true, pausedUntil: Date.now() + 3_600_000 } },
  plain: { ...base, vault: noKeychain, jobs: missing },
  huge: { ...base, runsPerJob: 2_000, logLines: 100_000 },
};

const scenario = new URLSearchParams(window.location.search).get("scenario") ?? "full";
const { port1, port2 } = new MessageChannel();

if (scenario !== "silent") {
  const { router } = createSampleHost(scenarios[scenario] ?? base);
  new RPCHandler(router).upgrade(port2);
  port2.start();
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
