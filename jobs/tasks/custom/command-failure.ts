import { stripVTControlCharacters } from "node:util";
import { JobdeckError, messageOf } from "../../model/errors.ts";
import { NonRetryableError } from "../../sdk/errors.ts";
import { type CommandPayload, titleOfCommand } from "./command-payload.ts";
import type { Tail } from "./tail.ts";

const linesInError = 10;
const charactersInError = 2_000;

/** What a command came to. */
export type CommandOutput = {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last lines of either output: at most 200, about 16,000 characters. */
  readonly stdoutTail: string;
  readonly stderrTail: string;
  readonly durationMs: number;
};

export type CommandTails = { readonly stdout: Tail; readonly stderr: Tail };

/** The failure of a command that ended otherwise than it should. Its output is in the details. */
export function badEnd(payload: CommandPayload, output: CommandOutput, tails: CommandTails): JobdeckError {
  return new JobdeckError("TASK_FAILED", `${whatHappened(payload, output)}${lastWords(tails)}`, { details: output });
}

function whatHappened(payload: CommandPayload, { exitCode, signal }: CommandOutput): string {
  const title = titleOfCommand(payload);
  if (signal !== null)
    return `"${title}" was ended by ${signal} from outside of Jobdeck. Was it stopped by hand, or was there no memory left?`;
  const codes = payload.okExitCodes;
  const expected = codes.length === 1 ? `${codes[0]}` : `one of ${codes.join(", ")}`;
  return `"${title}" ended with exit code ${exitCode}; expected was ${expected}. ${remedyOf(payload, exitCode)}`;
}

function remedyOf({ shell }: CommandPayload, exitCode: number | null): string {
  const pathHint = 'Give its whole path, or add its folder to "PATH" in "env": a desktop app may know fewer folders.';
  if (shell !== undefined && exitCode === 127) return `The shell did not find a program. ${pathHint}`;
  if (shell !== undefined && exitCode === 126)
    return "The shell may not execute a program. Is it a file with chmod +x?";
  return "See its output in the log; if this code means success, add it to okExitCodes.";
}

function lastWords({ stdout, stderr }: CommandTails): string {
  const lines = (stderr.isEmpty() ? stdout : stderr).last(linesInError).map(stripVTControlCharacters);
  let characters = lines.reduce((sum, line) => sum + line.length, 0);
  // Whole lines go, so that no secret is torn apart; of a single line that is too long, all.
  while (characters > charactersInError) characters -= lines.shift()?.length ?? characters;
  return lines.length === 0 ? "" : `\n${lines.join("\n")}`;
}

/** Why a program could not be started: no further try would fare better. */
export function startFailure(payload: CommandPayload, program: string, error: unknown): NonRetryableError {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const reason = reasons[String(code)] ?? `It could not be started: ${messageOf(error)}`;
  const what = payload.shell === undefined ? `the program "${program}"` : `the shell "${program}"`;
  return new NonRetryableError(reason.replace("It", capitalized(what)), { cause: error });
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT:
    'It was not found. Give its whole path, or add its folder to "PATH" in "env": a desktop app may know fewer folders than your terminal. A script needs an interpreter in its first line that is there.',
  EACCES: "It may not be executed. Check that it is a file, and its permissions (chmod +x).",
  ENOEXEC: 'It is no program of this system. A script needs a first line such as "#!/bin/sh".',
  E2BIG: 'It could not be started: "argv" and "env" together are too long. Hand the text over in "stdin".',
  EINVAL: 'It could not be started so. A batch file needs "shell" in the place of "argv".',
};

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
