import { performance } from "node:perf_hooks";

/** A failure that its message explains in full: shown without a stack. */
export class SetupError extends Error {}

/** Chatter goes to stderr, so that stdout holds nothing but what was asked for. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Says what is going on while it goes on, and how long it took. */
export async function step(doing, done, work) {
  say(`${doing} …`);
  const start = performance.now();
  const result = await work();
  say(`${done} in ${seconds(performance.now() - start)}.`);
  return result;
}

export function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** Runs a command's main function; a failure is one clear message and exit code 1. */
export async function main(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    say(error instanceof SetupError ? error.message : (error?.stack ?? String(error)));
    process.exitCode = 1;
  }
}
