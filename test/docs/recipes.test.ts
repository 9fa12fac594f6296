import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Parser } from "htmlparser2";
import { afterEach, describe, expect, it } from "vitest";
import { parseCrontab } from "../../jobs/interchange/crontab.ts";
import { isLeftOut } from "../support/left-out.ts";
import { root } from "../support/paths.ts";

const folder = path.join(root, "docs", "recipes");
const recipe = (name: string): string => readFileSync(path.join(folder, name), "utf8");
const scripts = (JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { scripts: object }).scripts;

/** The texts of the elements of an XML document, and whether its tags fit together. */
function readXml(xml: string): { readonly texts: readonly string[]; readonly wellFormed: boolean } {
  const texts: string[] = [];
  const open: string[] = [];
  let wellFormed = true;
  const parser = new Parser(
    {
      onopentag: (name) => open.push(name),
      ontext: (text) => text.trim() && texts.push(text.trim()),
      onclosetag: (name, implied) => {
        if (implied || open.pop() !== name) wellFormed = false;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return { texts, wellFormed: wellFormed && open.length === 0 };
}

const temporary: string[] = [];
afterEach(() => {
  for (const made of temporary.splice(0)) rmSync(made, { recursive: true, force: true });
});

describe("the recipes", () => {
  it("name no npm script that there is not", () => {
    const texts = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(md|service|plist|xml|yaml)$|crontab|Dockerfile$/.test(name))
      .map(recipe);
    const named = texts.flatMap((text) =>
      [...text.matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)].map(([, name]) => name),
    );
    expect(named).toContain("jobs:tick");
    expect([...new Set(named)].filter((name) => !((name ?? "") in scripts))).toEqual([]);
  });

  it("link to no file that there is not", () => {
    const pages = readdirSync(folder).filter((name) => name.endsWith(".md"));
    const links = pages.flatMap((page) =>
      [...recipe(page).matchAll(/\]\(([^)#:]+)\)/g)].map(([, target]) => target ?? ""),
    );
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((target) => !existsSync(path.join(folder, target)))).toEqual([]);
  });

  it("have a crontab that reads as it is meant, and is the one that is shown", () => {
    expect(recipe("cron.md")).toContain(recipe("crontab"));
    const plan = parseCrontab(recipe("crontab"), { user: "ann", home: "/home/ann", zone: "UTC" });
    expect(plan.notTaken).toEqual([]);
    expect(plan.entries.map(({ when }) => when)).toEqual(["*/15 * * * *"]);
  });

  it.skipIf(isLeftOut("systemd"))("have systemd units in which systemd finds nothing wrong", () => {
    const units = mkdtempSync(path.join(os.tmpdir(), "jobdeck-units-"));
    temporary.push(units);
    const files = readdirSync(path.join(folder, "systemd")).map((name) => {
      const file = path.join(units, name);
      const text = recipe(path.join("systemd", name));
      writeFileSync(
        file,
        text
          .replaceAll("/path/to/jobdeck", root)
          .replaceAll("your-user", os.userInfo().username)
          .replace("/usr/bin/npm", process.execPath),
      );
      return file;
    });
    expect(files).toHaveLength(3);
    const { status, stdout, stderr } = spawnSync("systemd-analyze", ["verify", ...files], { encoding: "utf8" });
    const about = `${stdout}${stderr}`.split("\n").filter((line) => line.includes("jobdeck"));
    expect(about).toEqual([]);
    expect(status).toBe(0);
  });

  it("have a launchd job that is well formed and ticks", () => {
    const { texts, wellFormed } = readXml(recipe("launchd/jobdeck-tick.plist"));
    expect(wellFormed).toBe(true);
    expect(texts).toEqual(expect.arrayContaining(["jobs:tick", "StartInterval", "900"]));
  });

  it("have an image for a container of which the program needs nothing more", () => {
    const image = mkdtempSync(path.join(os.tmpdir(), "jobdeck-image-"));
    temporary.push(image);
    for (const part of ["main", "prebuilds", "resources"])
      cpSync(path.join(root, "dist", part), path.join(image, "dist", part), { recursive: true });
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [path.join(image, "dist/main/jobdeck.cjs"), "list", "--json"],
      { cwd: image, encoding: "utf8", env: { JOBDECK_HOME: path.join(image, "home"), PATH: "/usr/bin:/bin" } },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect((JSON.parse(stdout) as { id: string }[]).map(({ id }) => id)).toContain("sync-s3");
  });

  it("have a task for Windows that is well formed and ticks", () => {
    const { texts, wellFormed } = readXml(recipe("windows/jobdeck-tick.xml"));
    expect(wellFormed).toBe(true);
    expect(texts).toEqual(expect.arrayContaining(["npm.cmd", "run -s jobs:tick", "PT15M", "IgnoreNew"]));
  });
});
