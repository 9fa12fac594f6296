import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { root } from "../support/paths.ts";

const folder = path.join(root, "dist", "renderer");
const read = (file: string) => readFileSync(path.join(folder, file));
const files = () => readdirSync(folder, { recursive: true, encoding: "utf8" });

/** What the page names itself, and what these name without waiting to be asked: styles, scripts and fonts. */
function firstView(): ReadonlySet<string> {
  const found = new Set<string>(["index.html"]);
  for (const file of found) {
    if (!/\.(html|js|css)$/.test(file)) continue;
    const text = read(file).toString();
    const named = [...text.matchAll(/(?:src|href)="([^"]+)"|url\(([^)]+)\)|(?:from|import)\s*"([^"]+)"/g)];
    for (const [, tag, url, module] of named) {
      const name = (tag ?? url ?? module ?? "").replace(/["']/g, "").split(/[?#]/)[0] ?? "";
      const target = path.posix.normalize(
        name.startsWith("/") ? name.slice(1) : path.posix.join(path.posix.dirname(file), name),
      );
      if (files().includes(target)) found.add(target);
    }
  }
  return found;
}

describe("what the window loads", () => {
  it("is under 1 MB for the first view, compressed", () => {
    const sizes = [...firstView()].map((file) => gzipSync(read(file)).length);
    expect(sizes.length).toBeGreaterThan(2);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_000_000);
  });

  it("names nothing outside of the app", () => {
    for (const file of files().filter((name) => /\.(html|css)$/.test(name)))
      expect(
        read(file)
          .toString()
          .match(/(?:src|href|url\()\s*=?\s*["'(]?(?:https?:)?\/\/[^"')]*/g),
        file,
      ).toBeNull();
  });
});
