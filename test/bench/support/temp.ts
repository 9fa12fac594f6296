import { mkdirSync, mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** Everything of a bench lies in the folder that the parent process made for it, and removes whatever happens. */
const root = process.env.JOBDECK_BENCH_FOLDER ?? os.tmpdir();

/** A new folder on a real file system: durability on a file system in memory would cost nothing. */
export function tempFolder(name: string): string {
  mkdirSync(root, { recursive: true });
  return mkdtempSync(path.join(root, `${name}-`));
}
