import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { withLock } from "./lock.mjs";
import { childEnv, dist, modules, nodeBinary, root, sha256 } from "./paths.mjs";
import { runQuietly } from "./run.mjs";
import { SetupError, say, step } from "./say.mjs";

const sources = [
  ...["docs", "electron", "jobs", "renderer", "resources", "tsconfig.json"],
  ...["vite.config.ts", "package.json", "package-lock.json"],
];
const stampFile = path.join(dist, ".stamp");

/** Builds `dist` when a source changed since it was built. */
export async function build() {
  if (isBuilt(fingerprint())) return;
  await withLock(`build-${sha256(root).slice(0, 8)}`, async () => {
    const wanted = fingerprint();
    if (!isBuilt(wanted)) await step("Building", "Built", () => buildAside(wanted));
  });
}

/** Built aside and put in place by a rename: a build that fails or is killed leaves the last good one. */
async function buildAside(stamp) {
  const folder = path.join(modules, ".cache", "jobdeck");
  // What is in there was left behind by a build that was killed: there is one build at a time.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const aside = path.join(folder, "dist");
  try {
    const vite = path.join(modules, "vite", "bin", "vite.js");
    const env = childEnv({ JOBDECK_DIST: aside });
    const { code, output } = await runQuietly(nodeBinary, [vite, "build", "--app", "--logLevel", "warn"], { env });
    if (code !== 0) throw new SetupError(`The build failed (vite ended with code ${code}):\n${output.trim()}`);
    if (output.trim()) say(output.trim());
    writeFileSync(path.join(aside, ".stamp"), stamp);
    if (existsSync(dist)) renameSync(dist, path.join(folder, "replaced"));
    renameSync(aside, dist);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isBuilt(wanted) {
  try {
    return readFileSync(stampFile, "utf8") === wanted;
  } catch {
    return false;
  }
}

/** Of every source its path, size and time of change: a few milliseconds, where reading all would be tens. */
function fingerprint() {
  return sha256(...sources.flatMap((name) => stats(path.join(root, name))));
}

function stats(file) {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [`${path.relative(root, file)}\0${stat.size}\0${stat.mtimeMs}\n`];
  return readdirSync(file)
    .sort()
    .flatMap((name) => stats(path.join(file, name)));
}
