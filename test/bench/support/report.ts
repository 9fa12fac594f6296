import os from "node:os";
import Sqlite from "better-sqlite3";
import type { Figure, Measure } from "./measure.ts";

export type Report = {
  readonly quick: boolean;
  readonly machine: string;
  readonly tookMs: number;
  readonly measures: readonly Measure[];
  readonly figures: readonly Figure[];
};

/** On what the figures were taken: absolute ones mean nothing without it. */
export function machine(): string {
  const database = new Sqlite(":memory:");
  const sqlite = database.prepare<[], string>("SELECT sqlite_version()").pluck().get();
  database.close();
  const processors = os.cpus();
  return `${processors.length} × ${processors[0]?.model ?? "processor"}, ${os.platform()}, Node.js ${process.versions.node}, SQLite ${sqlite}`;
}

const marks = { measured: "MISSED", failed: "FAILED", "left out": "left out" } as const;

export function printTable({ quick, machine, tookMs, measures, figures }: Report): void {
  const width = Math.max(...measures.map(({ name }) => name.length), 20);
  console.log(`${machine}${quick ? "; quick: less of everything" : ""}\n`);
  console.log(`${"".padEnd(9)}${"measure".padEnd(width)}  ${"value".padStart(12)}  goal`);
  for (const measure of measures) {
    const { name, value, unit, goal, better, met, state, detail } = measure;
    const mark = met ? "met" : marks[state];
    const shown = value === null ? "-" : `${value} ${unit}`;
    const wanted = `${better === "lower" ? "≤" : "≥"} ${goal} ${unit}`;
    console.log(`${mark.padEnd(9)}${name.padEnd(width)}  ${shown.padStart(12)}  ${wanted}`);
    console.log(`${"".padEnd(9)}  ${detail}`);
  }
  if (figures.length > 0) console.log("\nFor comparison:");
  for (const { name, value, unit, detail } of figures)
    console.log(`  ${name}: ${value.toLocaleString("en")} ${unit}${detail === "" ? "" : ` (${detail})`}`);
  const missed = measures.filter(({ met, state }) => !met && state !== "left out").length;
  console.log(
    `\n${measures.length - missed} of ${measures.length} without a miss, in ${Math.round(tookMs / 1_000)} s.`,
  );
}
