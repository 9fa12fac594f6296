import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../support/paths.ts";

const folder = path.join(root, "dist", "main");

/** Whose texts are read when this file is: what it needs at once, and what that needs. What is imported in a function waits. */
function startOf(entry: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const read = (file: string): void => {
    if (found.has(file)) return;
    const text = readFileSync(path.join(folder, file), "utf8");
    found.set(file, text);
    for (const [, needed] of text.matchAll(/^(?:const \w+ = )?require\("\.\/([^"]+)"\);$/gm)) read(needed ?? "");
  };
  read(entry);
  return found;
}

/** What only runs, the window or the demo need. */
const heavy = [
  ...["@aws-sdk", "@smithy", "openai", "kysely", "linkedom", "htmlparser2", "@mozilla", "rss-parser", "unpdf"],
  ...["franc-min", "papaparse", "amaro", "commander"],
];

describe("what the tray app starts with", () => {
  it.each(["app.cjs", "host.cjs", "thread.cjs"])("is in %s none of the packages that only some runs need", (entry) => {
    const packages = [...startOf(entry).values()].flatMap((text) =>
      [...text.matchAll(/^\/\/ node_modules\/((?:@[^/]+\/)?[^/]+)/gm)].map(([, name]) => name ?? ""),
    );
    expect(packages).toContain("zod");
    expect(packages.filter((name) => heavy.some((each) => name === each || name.startsWith(`${each}/`)))).toEqual([]);
  });

  it("is for the icon nearly nothing: all the rest is read when it is there", () => {
    const texts = startOf("main.cjs");
    expect(texts.size).toBeGreaterThan(1);
    expect([...texts.values()].reduce((sum, text) => sum + text.length, 0)).toBeLessThan(50_000);
  });

  it("is little text, each character of one byte", () => {
    const texts = [...new Map(["main.cjs", "app.cjs", "host.cjs"].flatMap((entry) => [...startOf(entry)])).values()];
    expect(texts.length).toBeGreaterThan(10);
    expect(texts.reduce((sum, text) => sum + text.length, 0)).toBeLessThan(1_800_000);
    // One character beyond Latin-1 makes V8 keep two bytes for every one of the file.
    expect(texts.filter((text) => /[^\0-\xff]/.test(text))).toEqual([]);
  });
});
