import { checkSources } from "./setup/check-sources.mjs";
import { install } from "./setup/install.mjs";
import { checkNodeVersion } from "./setup/node-version.mjs";
import { main } from "./setup/say.mjs";

await main(async () => {
  checkNodeVersion();
  await install();
  return (await checkSources()) ? 0 : 1;
});
