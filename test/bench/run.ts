import type { Bench, Measure } from "./measure.ts";
import { retentionBench } from "./retention.bench.ts";
import { storeBench } from "./store.bench.ts";

const benches: readonly Bench[] = [storeBench, retentionBench];

/** `npm run bench [-- --quick] [--json] [--only NAME]` */
const args = process.argv.slice(2);
const quick = args.includes("--quick");
const only = args.includes("--only") ? args[args.indexOf("--only") + 1] : undefined;

const measures: Measure[] = [];
for (const bench of benches) {
  if (only && bench.name !== only) continue;
  console.error(`${bench.name} …`);
  measures.push(...(await bench.run({ quick })));
}

if (args.includes("--json")) console.log(JSON.stringify({ quick, measures }, null, 2));
else
  for (const { name, value, unit, goal, better, met } of measures)
    console.log(
      `${met ? "met   " : "MISSED"} ${name}: ${value} ${unit} (goal ${better === "lower" ? "≤" : "≥"} ${goal})`,
    );
