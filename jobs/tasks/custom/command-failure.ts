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

/**
 * The failure of a command that ended otherwise than it should. Its first line is what a notification and a list show, and
 * has the last thing that the program said, which mostly is why. Its output is in the details.
 */
export function badEnd(payload: CommandPayload, output: CommandOutput, tails: CommandTails): JobdeckError {
  const said = lastWords(tails);
  const reason = said.at(-1) ?? "it said nothing";
  const before = said.length > 1 ? said : [];
  const message = [`${endOf(output)}: ${reason}`, ...before, `${whatRan(payload)} ${remedyOf(payload, output)}`];
  return new JobdeckError("TASK_FAILED", message.join("\n"), { details: output });
}

function endOf({ exitCode, signal }: CommandOutput): string {
  return signal === null ? `Exit code ${exitCode}` : `Ended by ${signal}`;
}

function whatRan(payload: CommandPayload): string {
  return `The command was: ${titleOfCommand(payload)}.`;
}

function remedyOf({ shell, okExitCodes }: CommandPayload, { exitCode, signal }: CommandOutput): string {
  if (signal !== null) return "It was not Jobdeck that ended it. Was it stopped by hand, or was there no memory left?";
  const pathHint = 'Give its whole path, or add its folder to "PATH" in "env": a desktop app may know fewer folders.';
  if (shell !== undefined && exitCode === 127) return `The shell did not find a program. ${pathHint}`;
  if (shell !== undefined && exitCode === 126)
    return "The shell may not execute a program. Is it a file with chmod +x?";
  const expected = okExitCodes.length === 1 ? `${okExitCodes[0]}` : `one of ${okExitCodes.join(", ")}`;
  return `Expected was exit code ${expected}; if ${exitCode} means success, too, add it to okExitCodes.`;
}

/** The last lines that say something. */
function lastWords({ stdout, stderr }: CommandTails): readonly string[] {
  const lines = (stderr.isEmpty() ? stdout : stderr).last(linesInError).map(stripVTControlCharacters);
  let characters = lines.reduce((sum, line) => sum + line.length, 0);
  // Whole lines go, so that no secret is torn apart; of a single line that is too long, all.
  while (characters > charactersInError) characters -= lines.shift()?.length ?? characters;
  return lines.filter((line) => line.trim() !== "");
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
