import path from "node:path";
import { performance } from "node:perf_hooks";
import { childEnv, modules, nodeBinary, root } from "./paths.mjs";
import { runQuietly } from "./run.mjs";
import { say, seconds } from "./say.mjs";

const tsc = path.join(modules, "typescript", "bin", "tsc");
const steps = [
  ["Format and lint", path.join(modules, "@biomejs", "biome", "bin", "biome"), ["check", "--error-on-warnings", "."]],
  ...["jobs", "electron", "renderer", "test"].map((name) => [`Types of ${name}`, tsc, ["-p", name]]),
  ["Unused code", path.join(modules, "knip", "bin", "knip.js"), []],
];

/** The static half of the gate. Says each step and its time; stops at the first that fails, and resolves to false. */
export async function checkSources() {
  for (const [name, script, args] of steps) {
    const start = performance.now();
    const { code, output } = await runQuietly(nodeBinary, [script, ...args], { cwd: root, env: childEnv() });
    say(`${name}: ${code === 0 ? "ok" : "failed"} (${seconds(performance.now() - start)})`);
    if (code === 0) continue;
    say(output.trim());
    return false;
  }
  return true;
}
