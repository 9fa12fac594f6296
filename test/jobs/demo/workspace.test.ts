import { describe, expect, it, onTestFinished } from "vitest";
import { startDemoWorkspace } from "../../../jobs/demo/workspace.ts";
import { samplesPath } from "../../support/paths.ts";
import { runSync } from "../../support/run-sync.ts";
import { tempHome } from "../../support/temp-home.ts";

describe("the demo workspace", () => {
  it("syncs at least 45 Markdown files, skips what must be skipped, and does nothing the second time", async () => {
    const workspace = await startDemoWorkspace({ samplesPath, now: Date.now() });
    onTestFinished(workspace.stop);
    const home = tempHome();
    const first = await runSync({ home, settings: workspace.settings });
    expect(first.output.uploaded).toBeGreaterThanOrEqual(45);
    expect(first.output).toMatchObject({ failed: 0, skipped: 3, unchanged: 0 });
    expect(first.output.listed).toBeGreaterThan(first.output.markdown);
    expect(first.output.skippedFiles.map(({ key }) => key)).toEqual([
      "archive/everything-2019.md",
      "books/not-read-yet.md",
      "runbook/printer.md",
    ]);
    const second = await runSync({ home, settings: workspace.settings });
    expect(second.output).toMatchObject({ uploaded: 0, unchanged: first.output.uploaded });
  });
});
