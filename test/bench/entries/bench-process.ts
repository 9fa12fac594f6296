import type { Bench, Finding } from "../support/measure.ts";
import { createRecorder } from "../support/recorder.ts";

/** One bench in a process of its own, which loads nothing of the others: `bench-process.ts NAME [--quick]`. */
const [, , name = "", flag] = process.argv;
const { bench } = (await import(`../benches/${name}.ts`)) as { readonly bench: Bench };

const tell = (finding: Finding) => {
  process.send?.(finding);
};
await bench.run(createRecorder(flag === "--quick", tell));
// Whatever a bench leaves open must not keep its process.
process.disconnect?.();
process.exit(0);
