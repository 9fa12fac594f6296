import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { benches } from "./benches.ts";
import { runBench } from "./run-bench.ts";
import { machine, printTable } from "./support/report.ts";

/** `npm run bench [-- --quick] [--json] [--only NAME]` */
const { values: options } = parseArgs({
  options: { quick: { type: "boolean" }, json: { type: "boolean" }, only: { type: "string", multiple: true } },
});
const quick = options.quick ?? false;
const unknown = options.only?.find((name) => !benches[name]);
if (unknown !== undefined) {
  console.error(`There is no bench "${unknown}". Known: ${Object.keys(benches).join(", ")}.`);
  process.exit(2);
}

const folder = mkdtempSync(path.join(os.tmpdir(), "jobdeck-bench-"));
const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    remove();
    process.exit(130);
  });

try {
  const startedAt = Date.now();
  const results = [];
  for (const [name, bench] of Object.entries(benches)) {
    if (options.only && !options.only.includes(name)) continue;
    const began = Date.now();
    results.push(await runBench({ name, bench, quick, folder }));
    if (!options.json) console.error(`${name}: ${((Date.now() - began) / 1_000).toFixed(1)} s`);
  }
  const report = {
    quick,
    machine: machine(),
    tookMs: Date.now() - startedAt,
    measures: results.flatMap(({ measures }) => measures),
    figures: results.flatMap(({ figures }) => figures),
  };
  if (options.json) console.log(JSON.stringify(report, null, 2));
  else printTable(report);
} finally {
  remove();
}
