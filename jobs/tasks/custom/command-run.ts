import { stat } from "node:fs/promises";
import path from "node:path";
import { JobdeckError } from "../../model/errors.ts";
import type { TaskContext } from "../../sdk/context.ts";
import { NonRetryableError } from "../../sdk/errors.ts";
import { limitTime } from "../../services/time-limit.ts";
import { commandEnvironment, workingFolder } from "./command-environment.ts";
import { badEnd, type CommandOutput, startFailure } from "./command-failure.ts";
import { type CommandPayload, titleOfCommand } from "./command-payload.ts";
import { createOutputLines } from "./output-lines.ts";
import { type ProcessEnd, runProcess } from "./run-process.ts";
import { createTail } from "./tail.ts";

export async function run(payload: CommandPayload, context: TaskContext): Promise<CommandOutput> {
  const cwd = workingFolder(payload.cwd, path.resolve);
  await mustBeFolder(cwd);
  context.logger.debug(`Running ${titleOfCommand(payload)} in ${cwd}`);
  return execute(payload, cwd, context);
}

async function execute(payload: CommandPayload, cwd: string, context: TaskContext): Promise<CommandOutput> {
  const startedAt = Date.now();
  const { logger, run } = context;
  const secrets = Object.values(context.secrets);
  const tails = { stdout: createTail(), stderr: createTail() };
  const linesTo = (write: (line: string) => void, tail: keyof typeof tails) =>
    createOutputLines({
      onLine: (line) => {
        write(line);
        tails[tail].add(line);
      },
      now: Date.now,
      secrets,
    });
  const stdout = linesTo(logger.info, "stdout");
  const stderr = linesTo(logger.warn, "stderr");
  let end: ProcessEnd;
  try {
    end = await runInTime(payload, context, {
      cwd,
      env: commandEnvironment({ payload, secrets: context.secrets, run, inherited: process.env, cwd }),
      onStdout: stdout.write,
      onStderr: stderr.write,
    });
  } finally {
    stdout.end();
    stderr.end();
  }
  const { exitCode, signal } = end;
  const texts = { stdoutTail: tails.stdout.text(), stderrTail: tails.stderr.text() };
  const output = { exitCode, signal, ...texts, durationMs: Date.now() - startedAt };
  if (end.leftOpen)
    logger.debug("Something that the command started goes on in the background; what it writes is no longer read.");
  if (exitCode === null || !payload.okExitCodes.includes(exitCode)) throw badEnd(payload, output, tails);
  context.report({ summary: `exit code ${exitCode}` });
  logger.debug(`Exit code ${exitCode}; the program itself took ${output.durationMs} ms`);
  return output;
}

type Surroundings = {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly onStdout: (chunk: Buffer) => void;
  readonly onStderr: (chunk: Buffer) => void;
};

async function runInTime(payload: CommandPayload, context: TaskContext, around: Surroundings): Promise<ProcessEnd> {
  const { stdin, timeoutMs } = payload;
  const limit = limitTime(context.signal, timeoutMs);
  const invocation = invocationOf(payload, around.env);
  try {
    const { signal } = limit;
    return await runProcess({ ...around, ...invocation, stdin, signal, guard: context.guardProcess });
  } catch (error) {
    if (limit.isOver())
      throw new JobdeckError(
        "TIMEOUT",
        `"${titleOfCommand(payload)}" did not end within its limit of ${timeoutMs} ms; it and all that it had started was ended. Raise timeoutMs if it needs longer.`,
      );
    context.signal.throwIfAborted();
    throw startFailure(payload, invocation.program, error);
  } finally {
    limit.clear();
  }
}

function invocationOf({ argv, shell }: CommandPayload, env: Readonly<Record<string, string>>) {
  if (shell === undefined) return { program: argv?.[0] ?? "", args: argv?.slice(1) ?? [], verbatim: false };
  if (process.platform !== "win32") return { program: "/bin/sh", args: ["-c", shell], verbatim: false };
  const args = ["/d", "/s", "/c", `"${shell}"`];
  return { program: env.ComSpec ?? env.COMSPEC ?? "cmd.exe", args, verbatim: true };
}

/** Looked at beforehand: the system says of a folder that is not there that the program is not there. */
async function mustBeFolder(cwd: string): Promise<void> {
  const found = await stat(cwd).catch((error: Error) => error);
  if (found instanceof Error)
    throw new NonRetryableError(
      `The working folder ${cwd} cannot be used: ${found.message}. Make it, or change "cwd".`,
    );
  if (!found.isDirectory()) throw new NonRetryableError(`The working folder ${cwd} is no folder. Change "cwd".`);
}
