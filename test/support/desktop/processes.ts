import { type ChildProcess, spawn } from "node:child_process";
import type { Readable } from "node:stream";

export type Environment = Readonly<Record<string, string | undefined>>;

/** A program that runs until it is stopped, with what it has said so far. */
export type Program = {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Default signal: SIGTERM. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
};

export type ProgramOptions = {
  readonly env: Environment;
  /** Written to its standard input, which is then closed. */
  readonly input?: string;
  /** Number of pipes besides the three usual ones. */
  readonly pipes?: number;
};

/** Starts a program; the test stops it, with SIGKILL when it does not end by itself in time. */
export function startProgram(command: string, args: readonly string[], options: ProgramOptions): Program {
  const extra = Array.from({ length: options.pipes ?? 0 }, () => "pipe" as const);
  const input = options.input === undefined ? ("ignore" as const) : ("pipe" as const);
  const child = spawn(command, [...args], { env: options.env, stdio: [input, "pipe", "pipe", ...extra] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  child.on("error", (error) => {
    output += `${command}: ${error.message}`;
  });
  child.stdin?.end(options.input);
  return { child, output: () => output, stop: (signal) => stopChild(child, signal) };
}

async function stopChild(child: ChildProcess, signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill(signal);
  const hard = setTimeout(() => child.kill("SIGKILL"), 3_000);
  await gone;
  clearTimeout(hard);
}

/** The first line that a stream brings. */
export function firstLine(stream: Readable, what: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    stream.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes("\n")) resolve(text.slice(0, text.indexOf("\n")).trim());
    });
    stream.once("end", () => reject(new Error(`${what} ended and said only "${text}"`)));
  });
}

/** Runs a program to its end and gives back what it printed. */
export function run(command: string, args: readonly string[], env: Environment): Promise<string> {
  return new Promise((resolve, reject) => {
    const program = startProgram(command, args, { env });
    program.child.once("error", reject);
    program.child.once("close", (code) => {
      if (code === 0) resolve(program.output());
      else reject(new Error(`${command} ended with ${code}: ${program.output()}`));
    });
  });
}

/** Asks until the answer is there, by default for 30 s: nothing takes so long, but a machine may have much else to do. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined> | T | undefined,
  limitMs = 30_000,
): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`Waited ${limitMs} ms in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
