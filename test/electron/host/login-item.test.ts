import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { autostartEntry, setOpenAtLogin } from "../../../electron/host/login-item.ts";
import { tempHome } from "../../support/temp-home.ts";

describe("setOpenAtLogin", () => {
  it("writes and removes the autostart entry on Linux", async () => {
    const autostartFolder = path.join(tempHome(), "autostart");
    const options = {
      app: { setLoginItemSettings: () => undefined },
      platform: "linux",
      autostartFolder,
      command: ["/opt/Jobdeck/jobdeck"],
    } as const;
    const file = path.join(autostartFolder, "jobdeck.desktop");
    await setOpenAtLogin(true, options);
    expect(readFileSync(file, "utf8")).toContain("Exec=/opt/Jobdeck/jobdeck --hidden\n");
    await setOpenAtLogin(false, options);
    await setOpenAtLogin(false, options);
    expect(existsSync(file)).toBe(false);
  });

  it("asks the system elsewhere", async () => {
    const asked: unknown[] = [];
    const app = { setLoginItemSettings: (settings: unknown) => asked.push(settings) };
    await setOpenAtLogin(true, { app, platform: "darwin", autostartFolder: "", command: [] });
    expect(asked).toEqual([{ openAtLogin: true, args: ["--hidden"] }]);
  });
});

describe("autostartEntry", () => {
  it("quotes what the specification asks to be quoted", () => {
    expect(autostartEntry(["/opt/my app/100%/a$b"])).toContain('Exec="/opt/my app/100%%/a\\\\$b" --hidden');
  });
});
