import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./support/longest-first.ts";
import { SummaryReporter } from "./support/summary-reporter.ts";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
// Hundreds of programs and threads are started, each of which reads some hundred files. By content: what changed is compiled.
process.env.NODE_COMPILE_CACHE ??= path.join(root, "node_modules", ".cache", "compiled");
const cores = os.availableParallelism();
/** Where the app or the window is started in a desktop of its own, which nothing else is shown on. */
const electron = { testTimeout: 90_000, hookTimeout: 120_000 };
/** How long `expect.poll` asks again: of itself a second, which is little on a machine that has other things to do. */
const patient = { expect: { poll: { timeout: 20_000, interval: 25 } } };
/** Much of a test's time is waiting for processes and disks: one worker more than cores leaves none of these idle. */
const first = { maxWorkers: cores + 1, sequence: { groupOrder: 0 } };

export default defineConfig({
  root,
  test: {
    // What people trust with their jobs. The inside of threads is seen where tests drive it from this side of the port.
    coverage: {
      provider: "v8",
      include: ["jobs/{model,store,queue,schedule,pool,engine}/**/*.ts"],
      reporter: ["text-summary", "json-summary", "json"],
      reportsDirectory: "artifacts/coverage",
      thresholds: Object.fromEntries(
        ["model", "store", "queue", "schedule", "pool", "engine"].map((folder) => [
          `jobs/${folder}/**`,
          { branches: 95 },
        ]),
      ),
    },
    reporters: ["default", new SummaryReporter(process.env.JOBDECK_TEST_SUMMARY)],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        root,
        test: {
          name: "unit",
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: ["test/e2e/**"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          ...first,
          ...patient,
        },
      },
      {
        root,
        test: {
          // Pictures of a clock and of data that stand still: nothing in them hastens, so they can be taken beside the others.
          name: "looks",
          include: ["test/e2e/looks.test.ts"],
          ...electron,
          // What the window is built by: made for development, it takes much longer to draw.
          env: { NODE_ENV: "production" },
          // As many views at once as it has cameras.
          maxConcurrency: 2,
          ...first,
          ...patient,
        },
      },
      {
        root,
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          exclude: ["test/e2e/looks.test.ts"],
          ...electron,
          ...patient,
          // Two windows that draw without a graphics card are enough for any machine.
          maxWorkers: Math.min(cores, 2),
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
