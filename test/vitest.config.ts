import path from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { SummaryReporter } from "./support/summary-reporter.ts";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

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
    projects: [
      {
        root,
        test: {
          name: "unit",
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: ["test/e2e/**"],
          testTimeout: 20_000,
          hookTimeout: 30_000,
          // Most of a test's time goes to processes and disks: one file at a time would leave a core of two unused.
          maxWorkers: "100%",
          sequence: { groupOrder: 0 },
        },
      },
      {
        root,
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          testTimeout: 90_000,
          hookTimeout: 120_000,
          // One display, one notification daemon, one tray: these tests share a desktop, so one goes after the other.
          fileParallelism: false,
          maxConcurrency: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
