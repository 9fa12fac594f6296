import { SetupError } from "./say.mjs";

/** The setup itself needs Node.js 18; everything after it runs on the Node.js that the package `node` brings. */
export function checkNodeVersion(version = process.versions.node) {
  if (Number.parseInt(version, 10) >= 18) return;
  throw new SetupError(`Node.js ${version} is too old to set Jobdeck up. Install Node.js 18 or later and start again.`);
}
