import { writeFileSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";

/** Ends a run with one plain line: `N passed, N failed`, and `, N skipped` when any were. */
export class SummaryReporter implements Reporter {
  readonly #file: string | undefined;

  /** @param file where the line is written instead of to the terminal, for a program that has the last word itself */
  constructor(file: string | undefined) {
    this.#file = file;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const line = summaryLine(modules, unhandledErrors.length);
    if (this.#file === undefined) process.stdout.write(`${line}\n`);
    else writeFileSync(this.#file, line);
  }
}

function summaryLine(modules: readonly TestModule[], unhandledErrors: number): string {
  const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
  const count = (state: string): number => states.filter((found) => found === state).length;
  // A file that cannot be loaded and an error outside of any test are failures with no test to count them by.
  const broken = modules.flatMap((module) => [module, ...module.children.allSuites()]);
  const failed = count("failed") + broken.filter((part) => part.errors().length > 0).length + unhandledErrors;
  const skipped = count("skipped") + count("pending");
  return `${count("passed")} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
