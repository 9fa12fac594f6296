import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";

/**
 * What is seen from outside of Jobdeck: a file of lines that only grows. Each is on the disk before whoever writes it goes
 * on, so that it can be believed whatever is killed afterwards.
 */
export type Seen =
  /** A try of a run began, or its work was done. */
  | { readonly phase: "begin" | "end"; readonly run: string; readonly attempt: number }
  /** That the run is completed is on the disk. */
  | { readonly phase: "completed"; readonly run: string }
  /** Whoever asked for the run was told that it is queued. */
  | { readonly phase: "acknowledged"; readonly run: string };

export function openWitness(file: string) {
  const handle = openSync(file, "a");
  return {
    write: (...lines: readonly Seen[]): void => {
      if (lines.length === 0) return;
      writeSync(handle, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
      fsyncSync(handle);
    },
    close: (): void => closeSync(handle),
  };
}

/** All that was seen, in the order in which it was written. A line that a kill cut short is left out. */
export function readWitness(file: string): readonly Seen[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as Seen];
      } catch {
        return [];
      }
    });
}
