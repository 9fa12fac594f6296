import { JobdeckError } from "../model/errors.ts";

/** What the system or SQLite says when the disk takes nothing more, or nothing at all. */
const full = /^(SQLITE_FULL|ENOSPC|EDQUOT)$/;
const unusable = /^(SQLITE_IOERR|SQLITE_READONLY|SQLITE_CANTOPEN|EROFS|EIO$)/;

/** The error in words for the user, when it is the disk's; undefined for every other. */
export function diskProblem(error: unknown): JobdeckError | undefined {
  if (error instanceof JobdeckError)
    return error.code === "DISK_FULL" || error.code === "DISK_UNUSABLE" ? error : undefined;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (full.test(code))
    return new JobdeckError(
      "DISK_FULL",
      "The disk that holds Jobdeck's data is full; nothing was changed. Free some space: Jobdeck then goes on by itself.",
      { cause: error },
    );
  if (!unusable.test(code)) return undefined;
  return new JobdeckError(
    "DISK_UNUSABLE",
    `Jobdeck cannot write to its data (${code}); nothing was changed. Look at the disk and its permissions: Jobdeck then goes on by itself.`,
    { cause: error },
  );
}
