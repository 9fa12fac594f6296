import { describe, expect, it } from "vitest";
import { parseLaunch, parseLink } from "../../electron/launch.ts";

describe("parseLaunch", () => {
  it("opens the window when nothing is said", () => {
    expect(parseLaunch(["/opt/jobdeck", "--enable-features=X"])).toEqual({ hidden: false, demo: false, target: null });
  });

  it("knows its flags and a link, wherever they stand", () => {
    expect(parseLaunch([".", "--no-sandbox", "--demo", "jobdeck://run/8f21-ab", "--hidden"])).toEqual({
      hidden: true,
      demo: true,
      target: { view: "run", runId: "8f21-ab" },
    });
  });
});

describe("parseLink", () => {
  it.each([
    "jobdeck://run/",
    "jobdeck://run/a/b",
    "jobdeck://run/..",
    "jobdeck://run/a?x=1",
    "jobdeck://run/a%2fb",
    `jobdeck://run/${"a".repeat(65)}`,
    "jobdeck://settings/a",
    "JOBDECK://run/a",
    "https://run/a",
    " jobdeck://run/a",
    "jobdeck://run/a\n",
  ])("refuses %j", (link) => {
    expect(parseLink(link)).toBeNull();
  });
});
