import { describe, expect, it, vi } from "vitest";
import { tellProblem } from "../../electron/tell-problem.ts";

const damaged = { title: "Jobdeck cannot start", text: "jobdeck.db is damaged.", exitCode: 4, backup: "monday" };

async function tell(
  problem: typeof damaged | (Omit<typeof damaged, "backup"> & { backup: null }),
  answer = 0,
  goBack = vi.fn(async () => undefined),
) {
  const app = { relaunch: vi.fn(), exit: vi.fn(), isReady: () => true };
  const dialog = { showErrorBox: vi.fn(), showMessageBoxSync: vi.fn(() => answer) };
  const write = vi.fn();
  await tellProblem(problem, { app, dialog, write, goBack, home: "/h" });
  return { app, dialog, write, goBack };
}

describe("telling why the app cannot start", () => {
  it("is one dialog and one line in the terminal", async () => {
    const { app, dialog, write } = await tell({ ...damaged, backup: null });
    expect(dialog.showErrorBox).toHaveBeenCalledExactlyOnceWith(damaged.title, damaged.text);
    expect(write).toHaveBeenCalledExactlyOnceWith("Jobdeck cannot start: jobdeck.db is damaged.\n");
    expect(app.exit).toHaveBeenCalledExactlyOnceWith(4);
  });

  it("offers the newest backup and changes nothing when the user quits", async () => {
    const { app, goBack } = await tell(damaged, 0);
    expect(goBack).not.toHaveBeenCalled();
    expect(app.relaunch).not.toHaveBeenCalled();
    expect(app.exit).toHaveBeenCalledExactlyOnceWith(4);
  });

  it("goes back to the backup and starts again when the user wants it", async () => {
    const { app, goBack } = await tell(damaged, 1);
    expect(goBack).toHaveBeenCalledExactlyOnceWith("monday");
    expect(app.relaunch).toHaveBeenCalledOnce();
    expect(app.exit).toHaveBeenCalledExactlyOnceWith(0);
  });

  it("says why when the backup cannot be restored, and does not offer it again", async () => {
    const failing = vi.fn(async () => {
      throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    });
    const { app, dialog } = await tell(damaged, 1, failing);
    expect(dialog.showErrorBox).toHaveBeenCalledExactlyOnceWith(
      damaged.title,
      expect.stringContaining("no space left"),
    );
    expect(dialog.showMessageBoxSync).toHaveBeenCalledOnce();
    expect(app.relaunch).not.toHaveBeenCalled();
    expect(app.exit).toHaveBeenCalledExactlyOnceWith(4);
  });
});
