import path from "node:path";
import { describe, expect, it } from "vitest";
import { homePath } from "../../../jobs/model/home.ts";

describe("the folder of a user's Jobdeck", () => {
  it.each<[string, Readonly<Record<string, string>>, NodeJS.Platform, string]>([
    ["JOBDECK_HOME, made absolute", { JOBDECK_HOME: "here" }, "linux", path.resolve("here")],
    ["the data folder of the desktop", { XDG_DATA_HOME: "/data" }, "linux", path.join("/data", "jobdeck")],
    ["its default", {}, "linux", path.join("/home/ada", ".local", "share", "jobdeck")],
    ["Application Support on macOS", {}, "darwin", path.join("/home/ada", "Library", "Application Support", "Jobdeck")],
    ["APPDATA on Windows", { APPDATA: "/roaming" }, "win32", path.join("/roaming", "Jobdeck")],
    ["its default on Windows", {}, "win32", path.join("/home/ada", "AppData", "Roaming", "Jobdeck")],
  ])("is %s", (_what, env, platform, expected) => {
    expect(homePath(env, platform, "/home/ada")).toBe(expected);
  });
});
