import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Database } from "../../store/database.ts";

/** The part of a folder's path that Electron reads as a folder, and that is a file to everyone else. */
const archive = /([\\/])app\.asar(?=[\\/])/;
/**
 * Teaches a connection to find the nearest vectors (sqlite-vec). A computer that it does not run on, or that lost the
 * file, has everything but that: whoever asks for the nearest is told.
 */
export function loadVectorExtension(database: Database): boolean {
  const file = vectorExtensionFile();
  if (file === undefined) return false;
  try {
    database.loadExtension(file);
    return true;
  } catch {
    return false;
  }
}

/** Where the extension is on this computer; undefined when it is not there. */
export function vectorExtensionFile(): string | undefined {
  const system = process.platform === "win32" ? "windows" : process.platform;
  // SQLite takes the name of what it calls in it from the name of the file.
  const file = `vec0.${suffixes[system] ?? "so"}`;
  const packageName = `sqlite-vec-${system}-${process.arch}`;
  const shipped = inBundle(packageName, file);
  return shipped !== undefined && existsSync(shipped) ? shipped : inPackages(`${packageName}/${file}`);
}

const suffixes: Readonly<Record<string, string>> = { windows: "dll", darwin: "dylib" };

/** Beside better-sqlite3's own native part, and outside of the archive of a packed app. */
function inBundle(...parts: readonly string[]): string | undefined {
  if (typeof __dirname !== "string") return undefined;
  return path.join(__dirname.replace(archive, "$1app.asar.unpacked"), "..", "prebuilds", ...parts);
}

/** Run from its sources, as the tests do. */
function inPackages(name: string): string | undefined {
  try {
    return createRequire(path.resolve("package.json")).resolve(name);
  } catch {
    return undefined;
  }
}
