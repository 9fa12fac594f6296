import { build } from "./setup/build.mjs";
import { install } from "./setup/install.mjs";
import { checkNodeVersion } from "./setup/node-version.mjs";
import { childEnv, cliFile, nodeBinary } from "./setup/paths.mjs";
import { runForeground } from "./setup/run.mjs";
import { main } from "./setup/say.mjs";

await main(async () => {
  checkNodeVersion();
  await install();
  await build();
  return runForeground(nodeBinary, [cliFile, ...process.argv.slice(2)], { env: childEnv() });
});
