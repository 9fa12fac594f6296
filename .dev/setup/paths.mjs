import { createHash } from "node:crypto";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const modules = path.join(root, "node_modules");
export const dist = path.join(root, "dist");
export const cliFile = path.join(dist, "main", "jobdeck.cjs");

/** Node.js 24 out of the package `node`: what all but the setup itself runs on. */
export const nodeBinary = path.join(modules, "node", "bin", process.platform === "win32" ? "node.exe" : "node");

/** Outside of the checkout, so that a clean clone uses again what another one fetched. */
export function cacheFolder(env = process.env) {
  return path.join(env.XDG_CACHE_HOME || path.join(os.homedir(), ".cache"), "jobdeck-dev");
}

/** The environment of everything that is started: our Node.js and tools come first on the path. */
export function childEnv(extra = {}) {
  const bins = [path.join(modules, ".bin"), path.dirname(nodeBinary)];
  const value = [...bins, process.env.PATH ?? ""].join(path.delimiter);
  return { ...process.env, PATH: value, ...extra };
}

export function sha256(...parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}
