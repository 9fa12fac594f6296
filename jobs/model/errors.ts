/** The stable codes of everything that may go wrong by no fault of the program. Never renamed: scripts match on them. */
export const errorCodes = {
  BAD_INPUT: { exitCode: 2, status: 400 },
  BAD_PAYLOAD: { exitCode: 2, status: 400 },
  BAD_SCHEDULE: { exitCode: 2, status: 400 },
  NOT_ALLOWED: { exitCode: 2, status: 409 },
  NOT_FOUND: { exitCode: 3, status: 404 },
  HOST_UNREACHABLE: { exitCode: 4, status: 503 },
  HOST_BUSY: { exitCode: 4, status: 409 },
  NO_KEYCHAIN: { exitCode: 2, status: 412 },
  DATABASE_DAMAGED: { exitCode: 4, status: 500 },
  DATABASE_NEWER: { exitCode: 4, status: 500 },
  DATABASE_UNUSABLE: { exitCode: 4, status: 500 },
  DISK_FULL: { exitCode: 4, status: 507 },
  DISK_UNUSABLE: { exitCode: 4, status: 500 },
  NO_VECTOR_SEARCH: { exitCode: 2, status: 501 },
  WRONG_BACKEND: { exitCode: 2, status: 409 },
  TIMEOUT: { exitCode: 1, status: 500 },
  CANCELLED: { exitCode: 1, status: 500 },
  INTERRUPTED: { exitCode: 1, status: 500 },
  THREAD_DIED: { exitCode: 1, status: 500 },
  TASK_FAILED: { exitCode: 1, status: 500 },
} as const;

export type ErrorCode = keyof typeof errorCodes;

/**
 * A failure that the program expects. The message names the subject, the value and the remedy; `code` is stable;
 * `details` is plain data for whoever shows it (for example zod's paths).
 */
export class JobdeckError extends Error {
  readonly code: ErrorCode;
  readonly details: unknown;

  constructor(
    code: ErrorCode,
    message: string,
    options: { readonly cause?: unknown; readonly details?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "JobdeckError";
    this.code = code;
    this.details = options.details;
  }
}

/** An error as it is kept with a run and sent over the contract. */
export type StoredError = {
  readonly code: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly details?: unknown;
};

/** Anything as text. Code of the user's may throw or log what throws itself when it is looked at. */
export function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return "Something that cannot be shown.";
  }
}

/** The message of anything that was thrown. Never throws. */
export function messageOf(error: unknown): string {
  try {
    return error instanceof Error ? String(error.message) : String(error);
  } catch {
    return textOf(error);
  }
}

/**
 * What is kept of anything that was thrown. A cause is appended to the stack, so that the log shows where it began. Never
 * throws.
 */
export function toStoredError(error: unknown, fallbackCode: string = "TASK_FAILED"): StoredError {
  try {
    return error instanceof Error ? storedOf(error, fallbackCode) : { code: fallbackCode, message: String(error) };
  } catch {
    return { code: fallbackCode, message: messageOf(error) };
  }
}

function storedOf(error: Error, fallbackCode: string): StoredError {
  const code = "code" in error && typeof error.code === "string" ? error.code : fallbackCode;
  const details = error instanceof JobdeckError ? error.details : undefined;
  const cause = error.cause === undefined ? "" : `\nCaused by: ${stackOf(error.cause)}`;
  const message = String(error.message);
  return { code, message, stack: `${error.stack ?? message}${cause}`, ...(details === undefined ? {} : { details }) };
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
