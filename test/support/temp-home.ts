import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

/** A new folder of the test's own, removed when the test has finished. */
export function tempHome(): string {
  const home = mkdtempSync(path.join(os.tmpdir(), "jobdeck-test-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  return home;
}
