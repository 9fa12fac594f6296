import path from "node:path";
import { build } from "./setup/build.mjs";
import { electronRuntime } from "./setup/electron-runtime.mjs";
import { install } from "./setup/install.mjs";
import { checkNodeVersion } from "./setup/node-version.mjs";
import { childEnv, modules, nodeBinary, root } from "./setup/paths.mjs";
import { runForeground } from "./setup/run.mjs";
import { main, say } from "./setup/say.mjs";

await main(async () => {
  checkNodeVersion();
  await install();
  await build();
  const { folder, version, isFallback } = await electronRuntime();
  if (isFallback) say(`Packing Electron ${version}, the development fallback: to be tried out, not to be published.`);
  const hook = path.join(root, ".dev", "setup", "remove-loader.cjs");
  const electron = isFallback
    ? [`-c.electronDist=${folder}`, `-c.electronVersion=${version}`, `-c.afterExtract=${hook}`]
    : [];
  const builder = path.join(modules, "electron-builder", "cli.js");
  return runForeground(nodeBinary, [builder, ...electron, ...process.argv.slice(2)], { env: childEnv() });
});
