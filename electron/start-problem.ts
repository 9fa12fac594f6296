import { errorCodes, JobdeckError, messageOf } from "../jobs/model/errors.ts";

/** Why the app cannot start, for a dialog and for the terminal. */
export type StartProblem = {
  readonly title: string;
  readonly text: string;
  readonly exitCode: number;
  /** Name of the backup that there is to go back to. */
  readonly backup: string | null;
};

/** What an error at start is to the user. Errors of ours name subject, value and remedy already. */
export function startProblem(error: unknown, home: string): StartProblem {
  if (error instanceof JobdeckError)
    return {
      title: "Jobdeck cannot start",
      // A damaged database was kept under another name, which its message says.
      text: error.code === "DATABASE_DAMAGED" ? error.message : `${error.message}\n\n${kept}`,
      exitCode: errorCodes[error.code].exitCode,
      backup: backupIn(error.details),
    };
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EACCES" || code === "EPERM" || code === "EROFS" || code === "ENOSPC" || code === "ENOTDIR")
    return {
      title: "Jobdeck cannot start",
      text:
        `The folder ${home} cannot be used: ${messageOf(error)}. ` +
        `Give yourself the right to write there, free some space, or set JOBDECK_HOME to another folder.\n\n${kept}`,
      exitCode: 4,
      backup: null,
    };
  return {
    title: "Jobdeck cannot start",
    text: `An unexpected error: ${messageOf(error)}. The log, host.log in ${home}, has the details.\n\n${kept}`,
    exitCode: 1,
    backup: null,
  };
}

/** A damaged database comes with the name of the newest good backup. */
function backupIn(details: unknown): string | null {
  if (typeof details !== "object" || details === null || !("backup" in details)) return null;
  return typeof details.backup === "string" ? details.backup : null;
}

const kept = "Nothing was changed or lost.";

/** True when there is a screen to draw on. Without one Chromium ends the program with a message that helps nobody. */
export function hasDisplay(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>): boolean {
  return platform !== "linux" || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

export const noDisplay: StartProblem = {
  title: "Jobdeck cannot start",
  text:
    "There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set. " +
    "Start Jobdeck from a desktop session, or run it without a window: jobdeck start (npm run -s jobdeck -- start).",
  exitCode: 4,
  backup: null,
};
