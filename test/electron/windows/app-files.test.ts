import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { appFile, contentSecurityPolicy } from "../../../electron/windows/app-files.ts";
import { answer } from "../../../electron/windows/app-protocol.ts";
import { tempHome } from "../../support/temp-home.ts";

const root = "/opt/jobdeck/dist/renderer";

describe("appFile", () => {
  it("finds the page and what belongs to it", () => {
    expect(appFile(root, "app://jobdeck/")).toEqual({ file: `${root}/index.html`, type: "text/html; charset=utf-8" });
    expect(appFile(root, "app://jobdeck/assets/index-BzV1_x-9.js?v=1#top")).toEqual({
      file: `${root}/assets/index-BzV1_x-9.js`,
      type: "text/javascript; charset=utf-8",
    });
  });

  it.each(["app://jobdeck/../../../a.json", "app://jobdeck/%2e%2e/%2e%2e/a.json", "app://jobdeck//a.json"])(
    "does not climb with %s",
    (url) => {
      expect(appFile(root, url)?.file).toBe(`${root}/a.json`);
    },
  );

  it.each([
    "app://jobdeck/..%2f..%2fpackage.json",
    "app://jobdeck/..%5c..%5cpackage.json",
    "app://jobdeck/assets/..%2f..%2fmain/main.js",
    "app://jobdeck/%00index.html",
    "app://jobdeck/index.html%00.png",
    "app://jobdeck/.env.json",
    "app://jobdeck/.hidden/index.html",
    "app://jobdeck/%zz",
    "app://jobdeck/c:/windows/a.json",
    "app://jobdeck/index.php",
    "app://jobdeck/assets",
    "app://evil/index.html",
    "app://jobdeck:80/index.html",
    "app://user@jobdeck/index.html",
    "file:///etc/passwd.html",
    "https://jobdeck/index.html",
    "nonsense",
  ])("finds nothing for %s", (url) => {
    expect(appFile(root, url)).toBeNull();
  });
});

describe("the answer to a page's request", () => {
  function aRoot(): string {
    const folder = tempHome();
    mkdirSync(path.join(folder, "assets.js"));
    writeFileSync(path.join(folder, "index.html"), "<!doctype html>");
    return folder;
  }

  it("carries exactly the policy of the specification", async () => {
    const response = await answer(aRoot(), { method: "GET", url: "app://jobdeck/index.html" });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("<!doctype html>");
    expect(response.headers.get("content-security-policy")).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
    );
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("is the same refusal for what is not there, a folder and another method, with the policy too", async () => {
    const folder = aRoot();
    for (const [method, file, status] of [
      ["GET", "missing.js", 404],
      ["GET", "assets.js", 404],
      ["POST", "index.html", 405],
    ] as const) {
      const response = await answer(folder, { method, url: `app://jobdeck/${file}` });
      expect(response.status).toBe(status);
      expect(response.headers.get("content-security-policy")).toBe(contentSecurityPolicy);
    }
  });
});
