import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { withLock } from "./lock.mjs";
import { modules, nodeBinary, root, sha256 } from "./paths.mjs";
import { npmCommand, runQuietly } from "./run.mjs";
import { SetupError, step } from "./say.mjs";

const lockFile = path.join(root, "package-lock.json");
const stampFile = path.join(modules, ".jobdeck-install");
const offline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|network/;

/** Brings `node_modules` to what the lock file says; does nothing when it is that already. */
export async function install() {
  if (isInstalled()) return;
  await withLock(`install-${sha256(root).slice(0, 8)}`, async () => {
    if (isInstalled()) return;
    await step("Installing packages", "Installed packages", npmCi);
    writeStamp();
  });
}

async function npmCi() {
  // Without network npm would ask for every package again and again, for minutes; its cache may have them all.
  const mode = (await isRegistryReachable()) ? [] : ["--offline"];
  const { code, output } = await npm(["ci", "--no-audit", "--no-fund", ...mode]);
  if (code === 0 && existsSync(nodeBinary)) return;
  throw new SetupError(
    mode.length > 0
      ? "The packages could not be installed: the npm registry cannot be reached. Connect to the network and start again."
      : `The packages could not be installed: "npm ci" ended with code ${code}. It said:\n${firstLines(output)}`,
  );
}

async function isRegistryReachable() {
  const { output } = await npm(["ping", "--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=10000"]);
  // Not every registry knows this call; an answer is an answer.
  return !offline.test(output);
}

function npm(args) {
  const [command, all] = npmCommand([...args, "--loglevel=error"]);
  return runQuietly(command, all, { env: process.env });
}

function firstLines(output) {
  return output.trim().split("\n").slice(0, 20).join("\n");
}

function isInstalled() {
  if (!existsSync(nodeBinary)) return false;
  if (readOr(stampFile, "") === wantedStamp()) return true;
  // Somebody ran npm by hand. What npm noted of its work says whether the result is the same.
  if (!matchesLockFile()) return false;
  writeStamp();
  return true;
}

function wantedStamp() {
  return sha256(readFileSync(lockFile), process.platform, process.arch);
}

function writeStamp() {
  writeFileSync(stampFile, wantedStamp());
}

function matchesLockFile() {
  const installed = JSON.parse(readOr(path.join(modules, ".package-lock.json"), "{}")).packages ?? {};
  const wanted = JSON.parse(readFileSync(lockFile, "utf8")).packages;
  const isSame = (name) => installed[name]?.version === wanted[name]?.version;
  return (
    Object.keys(installed).every(isSame) && Object.keys(wanted).every((name) => mayLack(name, wanted) || isSame(name))
  );
}

/** The root itself, and what only other platforms need. */
function mayLack(name, wanted) {
  return name === "" || wanted[name].optional === true || wanted[name].devOptional === true;
}

function readOr(file, otherwise) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return otherwise;
  }
}
