import { fork } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Bench, type Figure, type Finding, type Measure, toMeasures } from "./support/measure.ts";

const entry = path.join(path.dirname(fileURLToPath(import.meta.url)), "entries", "bench-process.ts");
/** A bench that hangs must not hold up the others. */
const longestMs = { quick: 30_000, full: 20 * 60_000 };

type Options = { readonly name: string; readonly bench: Bench; readonly quick: boolean; readonly folder: string };

export type BenchResult = { readonly measures: readonly Measure[]; readonly figures: readonly Figure[] };

/** Runs a bench in a process of its own: neither what it compiled nor what it left in memory touches the next. */
export async function runBench({ name, bench, quick, folder }: Options): Promise<BenchResult> {
  const findings: Finding[] = [];
  const child = fork(entry, [name, ...(quick ? ["--quick"] : [])], {
    env: {
      ...process.env,
      JOBDECK_BENCH_FOLDER: folder,
      // TypeScript is stripped and compiled once for all processes.
      NODE_COMPILE_CACHE: path.join(folder, "compiled"),
    },
    execArgv: ["--expose-gc", "--disable-warning=ExperimentalWarning"],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    errors = `${errors}${chunk}`.slice(-4_000);
  });
  child.on("message", (finding: Finding) => void findings.push(finding));
  const ended = await new Promise<string>((resolve) => {
    const limit = quick ? (bench.longestMs ?? longestMs.quick) : longestMs.full;
    const timer = setTimeout(() => {
      child.kill("SIGTERM");
      setTimeout(() => child.kill("SIGKILL"), 2_000).unref();
      resolve(`It did not end within ${limit / 1_000} s.`);
    }, limit);
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      resolve(`It ended with ${signal ?? `code ${code}`} and without this measure. ${lastLine(errors)}`.trim());
    });
  });
  return {
    measures: toMeasures(bench.goals, findings, ended),
    figures: findings.flatMap((finding) => (finding.kind === "figure" ? [finding.figure] : [])),
  };
}

function lastLine(text: string): string {
  return text.split("\n").findLast((line) => /error/i.test(line)) ?? "";
}
