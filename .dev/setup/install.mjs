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
  const [command, args] = npmCommand(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  const { code, output } = await runQuietly(command, args, { env: process.env });
  if (code === 0 && existsSync(nodeBinary)) return;
  const reason = output.trim().split("\n").slice(-15).join("\n");
  throw new SetupError(
    offline.test(output)
      ? `The packages could not be installed: the npm registry cannot be reached. Connect to the network and start again.\n${reason}`
      : `The packages could not be installed: "npm ci" ended with code ${code}. It said:\n${reason}`,
  );
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
