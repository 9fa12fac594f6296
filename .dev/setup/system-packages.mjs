import { existsSync } from "node:fs";
import { runQuietly } from "./run.mjs";
import { say, step } from "./say.mjs";

const dpkgQuery = "/usr/bin/dpkg-query";
/** What a desktop has anyway, a bare machine has not. */
const electronLibraries = [
  ...["libgtk-3-0", "libnss3", "libasound2", "libgbm1"],
  ...["libatk-bridge2.0-0", "libnotify4", "libsecret-1-0"],
];
/** Debian's packages for each part of the tests that is not the project's own. */
const parts = {
  electron: [...electronLibraries, "xvfb", "xauth", "dbus", "dbus-x11"],
  notifications: ["dunst", "libnotify-bin"],
  tray: ["xfce4-panel", "xfwm4", "xfconf"],
  keychain: ["gnome-keyring"],
  systemd: ["systemd"],
  clock: ["libfaketime"],
  s3: ["radosgw", "ceph-mon", "ceph-osd", "ceph-common"],
};
/** The desktop's parts are tried out with Electron: without it they are left out too. */
const needElectron = ["notifications", "tray", "keychain"];

/**
 * Brings what the tests need of the system, as root on Debian; otherwise says the exact line.
 * Resolves to the parts of the tests that have to be left out.
 */
export async function bringTestParts() {
  if (process.platform !== "linux") return sayLeftOut([...needElectron, "systemd", "s3"]);
  const missing = await bringPackages(Object.values(parts).flat());
  const leftOut = Object.keys(parts).filter((part) => parts[part].some((name) => missing.includes(name)));
  if (missing.length > 0)
    say(`Missing system packages. To have everything tested, run\n  ${aptLine("sudo ", missing)}`);
  return sayLeftOut(leftOut.includes("electron") ? [...new Set([...leftOut, ...needElectron])] : leftOut);
}

/** Brings the libraries that Electron loads. It is started in any case: other systems name their packages otherwise. */
export async function bringElectronLibraries() {
  if (process.platform !== "linux" || !existsSync(dpkgQuery)) return;
  const missing = await bringPackages(electronLibraries);
  if (missing.length > 0)
    say(`Electron may not start without these packages. Install them with\n  ${aptLine("sudo ", missing)}`);
}

/** Installs the packages that are not there, where that can be done. Resolves to those that still are missing. */
export async function bringPackages(names) {
  const missing = await missingOf(names);
  if (missing.length === 0 || !existsSync("/usr/bin/apt-get") || process.getuid?.() !== 0) return missing;
  await step(`Installing system packages (${missing.join(" ")})`, "Done", () => aptInstall(missing));
  return missingOf(names);
}

async function aptInstall(missing) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const options = ["-q", "-o", "DPkg::Lock::Timeout=300"];
  const update = await runQuietly("apt-get", [...options, "update"], { env });
  if (update.code !== 0) say(`"apt-get update" failed; trying with what is known.\n${lastLines(update.output)}`);
  // One name that this release does not have would keep all the others from being installed.
  const names = await knownOf(missing);
  const install = [...options, "install", "-y", "--no-install-recommends", ...names];
  const { code, output } = await runQuietly("apt-get", install, { env });
  if (code !== 0) say(`"${aptLine("", names)}" failed:\n${lastLines(output)}`);
}

/** The names under which this release has the packages. */
async function knownOf(names) {
  const both = names.flatMap((name) => [name, `${name}t64`]);
  const { output } = await runQuietly("apt-cache", ["show", "--no-all-versions", ...both]);
  const known = new Set([...output.matchAll(/^Package: (.+)$/gm)].map(([, name]) => name));
  return names.map((name) => (known.has(`${name}t64`) ? `${name}t64` : name)).filter((name) => known.has(name));
}

function lastLines(output) {
  return output.trim().split("\n").slice(-10).join("\n");
}

function aptLine(prefix, names) {
  return `${prefix}apt-get install -y --no-install-recommends ${names.join(" ")}`;
}

/** Those that dpkg does not have. Newer releases name some libraries with `t64` at the end. */
async function missingOf(names) {
  if (!existsSync(dpkgQuery)) return names;
  const both = names.flatMap((name) => [name, `${name}t64`]);
  const format = ["-W", "-f", `\${Package} \${db:Status-Status}\\n`];
  const { output } = await runQuietly(dpkgQuery, [...format, ...both]);
  const installed = new Set(
    output
      .split("\n")
      .filter((line) => line.endsWith(" installed"))
      .map((line) => line.split(" ")[0]),
  );
  return names.filter((name) => !installed.has(name) && !installed.has(`${name}t64`));
}

function sayLeftOut(leftOut) {
  if (leftOut.length > 0) say(`Left out of the tests: ${leftOut.join(", ")}.`);
  return leftOut;
}
