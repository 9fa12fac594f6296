import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "./setup/build.mjs";
import { checkSources } from "./setup/check-sources.mjs";
import { electronRuntime } from "./setup/electron-runtime.mjs";
import { install } from "./setup/install.mjs";
import { checkNodeVersion } from "./setup/node-version.mjs";
import { childEnv, modules, nodeBinary, root } from "./setup/paths.mjs";
import { runForeground } from "./setup/run.mjs";
import { main, SetupError, say, step } from "./setup/say.mjs";
import { bringTestParts } from "./setup/system-packages.mjs";
import { makeTestFolder } from "./setup/test-folder.mjs";

const filters = process.argv.slice(2);

await main(async () => {
  let code = 1;
  let summary = "0 passed, 1 failed";
  try {
    ({ code, summary } = await setUpAndTest(summary));
  } catch (error) {
    say(error instanceof SetupError ? error.message : error.stack);
  }
  process.stdout.write(`${summary}\n`);
  return code;
});

async function setUpAndTest(failed) {
  checkNodeVersion();
  await install();
  const leftOut = await bringTestParts();
  const electron = leftOut.includes("electron") ? {} : await electronRuntime();
  await build();
  // Who asks for some of the tests is at work on them; the whole gate is for the whole.
  if (filters.length === 0 && !(await checkSources())) return { code: 1, summary: failed };
  return step("Testing", "Tested", () => vitest(electron, leftOut, failed));
}

/** Under a display and a message bus of their own: the tests neither need the user's desktop nor disturb it. */
async function vitest(electron, leftOut, failed) {
  const folder = makeTestFolder();
  try {
    const summaryFile = path.join(folder, "summary");
    const env = childEnv({
      ...electron.env,
      ...(electron.executable && { JOBDECK_ELECTRON: electron.executable }),
      TMPDIR: folder,
      JOBDECK_TEST_SKIP: leftOut.join(","),
      JOBDECK_TEST_SUMMARY: summaryFile,
    });
    const script = path.join(modules, "vitest", "vitest.mjs");
    const config = path.join(root, "test", "vitest.config.ts");
    const command = [...desktop(leftOut), nodeBinary, script, "run", "--config", config, ...filters];
    const asGroup = process.platform !== "win32";
    const code = await runForeground(command[0], command.slice(1), { env, asGroup });
    // No line: the tests did not come to their end.
    return existsSync(summaryFile)
      ? { code, summary: readFileSync(summaryFile, "utf8") }
      : { code: code || 1, summary: failed };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function desktop(leftOut) {
  if (process.platform !== "linux" || leftOut.includes("electron")) return [];
  return ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24", "dbus-run-session", "--"];
}
