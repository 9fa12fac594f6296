import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { compiled } from "./compiled.ts";
import { root } from "./paths.ts";

export type CliResult = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

type CliOptions = {
  readonly home: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
};

const cliFile = path.join(root, "dist", "main", "jobdeck.cjs");

/** Starts the built command line as a user's shell would, with nothing of the tester's own environment. */
export function startCli(args: readonly string[], { home, env = {} }: CliOptions): ChildProcessWithoutNullStreams {
  const inherited = { PATH: process.env.PATH ?? "", TMPDIR: process.env.TMPDIR ?? "/tmp", TZ: "UTC", ...compiled };
  return spawn(process.execPath, [cliFile, ...args], { env: { ...inherited, JOBDECK_HOME: home, ...env } });
}

/** Runs it to its end. */
export async function runCli(args: readonly string[], options: CliOptions): Promise<CliResult> {
  const child = startCli(args, options);
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  child.stdin.end(options.input ?? "");
  const [code] = (await once(child, "close")) as [number | null];
  return { code, stdout, stderr };
}
