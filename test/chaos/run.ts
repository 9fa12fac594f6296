import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { chaos } from "./chaos.ts";

const help = `Kills hosts again and again, at random times and at named points of their work, and says whether anything was lost or
done twice.

  npm run chaos -- [--kills N] [--seed N] [--json] [--keep]

  --kills N   how many times (default 50)
  --seed N    the same kills again (default: another one each time)
  --json      one document on standard output: { kills, slots, lost, doubled, recoveredMs, ... }
  --keep      leave the home behind to be looked at
`;

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "50" },
    seed: { type: "string" },
    json: { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}
const kills = wholeNumber("kills", values.kills);
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : wholeNumber("seed", values.seed);
const home = mkdtempSync(path.join(os.tmpdir(), "jobdeck-chaos-"));
const tell = (text: string) => void process.stderr.write(text);
const report = await chaos({
  ...{ home, kills, seed },
  onKill: (done) => (done % 25 === 0 || done === kills ? tell(`${done} of ${kills} kills\n`) : undefined),
});
if (values.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
else {
  const { lost, doubled, recoveredMs, usualRecoveredMs } = report;
  tell(`seed ${seed}\n`);
  process.stdout.write(
    `${report.kills} kills, ${report.runs} runs, ${report.slots} due times: ${lost} lost, ${doubled} done twice; ready again after ${usualRecoveredMs} ms (median), ${recoveredMs} ms (at most)\n`,
  );
  for (const finding of report.findings) process.stdout.write(`  ${finding}\n`);
}
const isGood = report.lost + report.doubled + report.damaged === 0;
if (values.keep || !isGood) tell(`The home is kept: ${home}\n`);
else rmSync(home, { recursive: true, force: true });
process.exitCode = isGood ? 0 : 1;

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  process.stderr.write(`--${name} ${text} is no whole number.\n\n${help}`);
  process.exit(2);
}
