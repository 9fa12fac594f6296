import { spawn } from "node:child_process";
import os from "node:os";
import { childEnv, root } from "./paths.mjs";

const forwarded = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Runs a program in the foreground as if it stood in the place of this process: same streams, signals handed on.
 * Resolves to its exit code; 128 + the signal's number when a signal ended it.
 *
 * @param asGroup signals go to all that the program started, for a wrapper that keeps them to itself
 */
export async function runForeground(command, args, { env, asGroup = false }) {
  const child = spawn(command, args, { env, stdio: "inherit", detached: asGroup });
  const send = (signal) => (asGroup ? process.kill(-child.pid, signal) : child.kill(signal));
  // In a terminal Ctrl-C reaches the whole foreground group: handed on as well, the child would get it twice.
  const inTerminal = !asGroup && [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);
  for (const signal of forwarded) {
    process.on(signal, () => (signal === "SIGINT" && inTerminal) || send(signal));
  }
  const orphaned = watchForOrphaning(() => send("SIGTERM"));
  return ended(child).finally(() => clearInterval(orphaned));
}

/** npm hands SIGTERM to the shell between it and us, which dies of it without a word to us. */
function watchForOrphaning(end) {
  const parent = process.ppid;
  if (!process.env.npm_lifecycle_event) return undefined;
  return setInterval(() => process.ppid !== parent && end(), 500).unref();
}

/** Runs a program quietly, in the checkout. Resolves to its exit code and all that it said. */
export async function runQuietly(command, args, { cwd = root, env = childEnv(), timeoutMs, signal } = {}) {
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], timeout: timeoutMs });
  signal?.addEventListener("abort", () => child.kill());
  const chunks = [];
  child.stdout.on("data", (chunk) => chunks.push(chunk));
  child.stderr.on("data", (chunk) => chunks.push(chunk));
  const code = await ended(child);
  return { code, output: Buffer.concat(chunks).toString() };
}

function ended(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? 128 + os.constants.signals[signal]));
  });
}

/** How npm is called: by the npm that started us where there is one, which spares Windows a shell. */
export function npmCommand(args) {
  const script = process.env.npm_execpath;
  return script?.endsWith(".js") ? [process.execPath, [script, ...args]] : ["npm", args];
}
