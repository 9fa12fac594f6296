import { benches } from "../benches.ts";
import type { Finding } from "../support/measure.ts";
import { createRecorder } from "../support/recorder.ts";

/** One bench in a process of its own: `bench-process.ts NAME [--quick]`. Findings go to the parent. */
const [, , name = "", flag] = process.argv;
const bench = benches[name];
if (!bench) throw new Error(`There is no bench "${name}"`);

const tell = (finding: Finding) => {
  process.send?.(finding);
};
await bench.run(createRecorder(flag === "--quick", tell));
// Whatever a bench leaves open must not keep its process.
process.disconnect?.();
process.exit(0);
