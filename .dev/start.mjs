import { readFileSync } from "node:fs";
import { build } from "./setup/build.mjs";
import { electronRuntime } from "./setup/electron-runtime.mjs";
import { install } from "./setup/install.mjs";
import { checkNodeVersion } from "./setup/node-version.mjs";
import { childEnv, cliFile, nodeBinary, root } from "./setup/paths.mjs";
import { runForeground } from "./setup/run.mjs";
import { main, say } from "./setup/say.mjs";
import { bringElectronLibraries } from "./setup/system-packages.mjs";

const { DISPLAY, WAYLAND_DISPLAY } = process.env;
const hasDisplay = process.platform !== "linux" || Boolean(DISPLAY || WAYLAND_DISPLAY);

await main(async () => {
  checkNodeVersion();
  await install();
  await build();
  const args = process.argv.slice(2);
  return hasDisplay ? openApp(args) : startHeadless(args);
});

async function openApp(args) {
  await bringElectronLibraries();
  const { executable, version, env } = await electronRuntime();
  say(`Opening Jobdeck in Electron ${version}. Look for its icon in the tray; Ctrl-C here ends it.`);
  return runForeground(executable, [...sandboxArgs(), root, ...args], { env: childEnv(env) });
}

/** Chromium refuses to start where it cannot build its sandbox. Installed versions of Jobdeck never go without. */
function sandboxArgs() {
  const reason =
    process.getuid?.() === 0
      ? "the user is root"
      : isOn("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") && "this system forbids user namespaces";
  if (process.platform !== "linux" || !reason) return [];
  say(`Without Chromium's sandbox, for development only: ${reason}.`);
  return ["--no-sandbox"];
}

function isOn(setting) {
  try {
    return readFileSync(setting, "utf8").trim() === "1";
  } catch {
    return false;
  }
}

function startHeadless(args) {
  say("There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set): running the demo headless. Ctrl-C ends it.");
  const others = args.filter((arg) => arg !== "--demo" && arg !== "--hidden");
  return runForeground(nodeBinary, [cliFile, "start", "--demo", ...others], { env: childEnv() });
}
