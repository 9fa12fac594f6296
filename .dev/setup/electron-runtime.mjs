import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fallbackElectron } from "./electron-fallback.mjs";
import { withLock } from "./lock.mjs";
import { cacheFolder, modules, nodeBinary } from "./paths.mjs";
import { runQuietly } from "./run.mjs";
import { SetupError, say } from "./say.mjs";
import { sqliteBinding } from "./sqlite-binding.mjs";

const probeMs = 10_000;
/** What the installer, which may have the file in its cache, is given when its host does not answer. */
const graceMs = 5000;
const downloadMs = 15 * 60_000;
const dayMs = 24 * 3_600_000;
const packageFolder = path.join(modules, "electron");
const executableNames = { darwin: "Electron.app/Contents/MacOS/Electron", win32: "electron.exe" };
const executableName = executableNames[process.platform] ?? "electron";

/**
 * The Electron to run: the one of ELECTRON_OVERRIDE_DIST_PATH, else the declared package's, downloaded when it has to be,
 * else (linux-x64) the fallback. `env` is what the app needs with it.
 */
export async function electronRuntime() {
  const { folder, isFallback } = await findElectron();
  const executable = path.join(folder, executableName);
  if (!existsSync(executable)) throw new SetupError(`There is no Electron in ${folder}: ${executable} is missing.`);
  const version = versionIn(folder);
  // Up to 34 Electron has Node-API 9 at most; better-sqlite3's own prebuild needs 10 and crashes without.
  const needsBinding = Number.parseInt(version, 10) < 35;
  const env = needsBinding ? { JOBDECK_SQLITE_BINDING: await sqliteBinding(executable) } : {};
  return { executable, folder, isFallback, version, env };
}

async function findElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return { folder: path.resolve(override), isFallback: false };
  if (await hasOwnElectron()) return { folder: path.join(packageFolder, "dist"), isFallback: false };
  return { folder: await fallbackElectron(), isFallback: true };
}

function versionIn(folder) {
  return readFileSync(path.join(folder, "version"), "utf8").replace(/^v/, "").trim();
}

/** Whether the declared Electron is there, which it is asked to download when it is not. */
async function hasOwnElectron() {
  const { version } = JSON.parse(readFileSync(path.join(packageFolder, "package.json"), "utf8"));
  if (isDownloaded(version)) return true;
  const canFallBack = process.platform === "linux" && process.arch === "x64";
  const note = path.join(cacheFolder(), `electron-${version}-unreachable`);
  if (canFallBack && ageMs(note) < dayMs) return false;
  const failure = await withLock("electron-download", () => download(version));
  if (failure === null) return true;
  if (!canFallBack) {
    throw new SetupError(
      `Electron ${version} could not be downloaded. Connect to the network, set ELECTRON_MIRROR to a mirror or ELECTRON_OVERRIDE_DIST_PATH to the folder of an Electron, and start again.\n${failure}`,
    );
  }
  writeFileSync(note, `${failure}\nThe download is tried again after a day, or when this file is deleted.\n`);
  return false;
}

function isDownloaded(version) {
  const folder = path.join(packageFolder, "dist");
  return existsSync(path.join(packageFolder, "path.txt")) && existsSync(folder) && versionIn(folder) === version;
}

/**
 * Resolves to null, or to why it failed. A host that swallows packets would be waited for many minutes: what does not
 * answer at all within ten seconds is given up.
 */
async function download(version) {
  say(`Downloading Electron ${version} …`);
  const giveUp = new AbortController();
  void isReachable().then((reachable) => {
    if (!reachable) setTimeout(() => giveUp.abort(), graceMs).unref();
  });
  const installer = path.join(packageFolder, "install.js");
  const { code, output } = await runQuietly(nodeBinary, [installer], { timeoutMs: downloadMs, signal: giveUp.signal });
  if (code === 0) return null;
  return output.trim() || "Its host does not answer.";
}

/** Whether the download's host says anything. Behind a proxy only the installer itself can tell. */
async function isReachable() {
  const { ELECTRON_GET_USE_PROXY, ELECTRON_MIRROR, npm_config_electron_mirror } = process.env;
  if (ELECTRON_GET_USE_PROXY) return true;
  const host = ELECTRON_MIRROR || npm_config_electron_mirror || "https://github.com/electron/electron/releases/";
  try {
    await fetch(host, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(probeMs) });
    return true;
  } catch {
    return false;
  }
}

function ageMs(file) {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? Date.now() - stat.mtimeMs : Number.POSITIVE_INFINITY;
}
