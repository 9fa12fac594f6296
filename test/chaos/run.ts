import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { chaos } from "./chaos.ts";
import { hostile } from "./hostile.ts";

const help = `Kills hosts again and again, at random times and at named points of their work, and says whether anything was lost or
done twice.

  npm run chaos -- [--kills N] [--seed N] [--json] [--keep]

  --kills N   how many times (default 50)
  --seed N    the same kills again (default: another one each time)
  --hostile N instead of killing: runs tasks that exit, throw, eat memory and loop, N times each, in one host
  --json      one document on standard output: { kills, slots, lost, doubled, recoveredMs, ... }
  --keep      leave the home behind to be looked at
`;

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "50" },
    seed: { type: "string" },
    hostile: { type: "string" },
    json: { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}
if (values.hostile !== undefined) process.exit(await meetHostile(wholeNumber("hostile", values.hostile)));
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

async function meetHostile(times: number): Promise<number> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "jobdeck-chaos-"));
  const found = await hostile({ home: folder, times });
  rmSync(folder, { recursive: true, force: true });
  if (values.json) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  else
    for (const each of found)
      process.stdout.write(
        `${each.task}: ${each.failedAlone} of ${each.runs} failed alone, ${each.calmDone} of ${each.calm} beside them were done; event loop p99 ${each.eventLoopP99Ms} ms\n`,
      );
  return found.every((each) => each.failedAlone === each.runs && each.calmDone === each.calm) ? 0 : 1;
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  process.stderr.write(`--${name} ${text} is no whole number.\n\n${help}`);
  process.exit(2);
}
