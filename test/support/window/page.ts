import { RPCHandler } from "@orpc/server/message-port";
import { portMessage } from "../../../jobs/api/shell.ts";
import { sampleJobs } from "./sample-data.ts";
import { createSampleHost, type SampleHostOptions } from "./sample-host.ts";

/** The window in a plain browser, with the sample host at the other end of its port: `?scenario=full`. */

const now = () => Date.now();
const noKeychain = {
  kind: "none" as const,
  title: "No keychain",
  warning:
    "This system has no keychain. A secret would be stored as plain text in /home/ada/.local/share/jobdeck/vault.json, which only you can read.",
};
const [s3] = sampleJobs;
const only = (state: "missing" | "new") => (s3 ? [{ ...s3, state }] : []);

const scenarios: Readonly<Record<string, SampleHostOptions>> = {
  full: { now, alive: true, stored: { "s3.bucket": "my-notes", "s3.accessKeyId": "x", "sync.batchSize": "40" } },
  empty: { now, alive: true, emptyHome: true, jobs: only("missing") },
  none: { now, jobs: [] },
  new: { now, alive: true, jobs: only("new") },
  demo: { now, alive: true, demo: true, jobs: only("new") },
  paused: { now, pausedUntil: Date.now() + 3_600_000 },
  plain: { now, vault: noKeychain, jobs: only("missing") },
  huge: { now, runsPerJob: 2_000, logLines: 100_000 },
};

const scenario = new URLSearchParams(window.location.search).get("scenario") ?? "full";
const { port1, port2 } = new MessageChannel();

if (scenario !== "silent") {
  const host = createSampleHost(scenarios[scenario] ?? { now });
  new RPCHandler(host.router).upgrade(port2);
  port2.start();
}

await import("../../../renderer/main.tsx");
if (scenario !== "silent") window.postMessage(portMessage, window.location.origin, [port1]);

declare global {
  interface Window {
    closeSampleHost: () => void;
  }
}
window.closeSampleHost = () => port2.close();
