import { readdirSync, statSync } from "node:fs";
import path from "node:path";

/** Files and folders as they were at some moment, by path. */
export type Seen = ReadonlyMap<string, string>;

export function seenNow(paths: readonly string[]): Seen {
  return new Map(paths.map((each) => [each, look(each)]));
}

/** Whether one of them was written, replaced or removed since; a folder, when code right in it was. */
export function hasChanged(seen: Seen): boolean {
  return [...seen].some(([each, then]) => look(each) !== then);
}

function look(at: string): string {
  const stat = statSync(at, { throwIfNoEntry: false });
  if (!stat) return "gone";
  if (!stat.isDirectory()) return `${stat.ino}:${stat.size}:${stat.mtimeMs}`;
  // Of packages only that some were installed.
  const names = readdirSync(at).filter((name) => name === "node_modules" || /\.([mc]?[jt]s|json)$/.test(name));
  return names.map((name) => `${name}=${lookAtOne(path.join(at, name))}`).join();
}

function lookAtOne(at: string): string {
  const stat = statSync(at, { throwIfNoEntry: false });
  return stat ? `${stat.ino}:${stat.size}:${stat.mtimeMs}` : "gone";
}
