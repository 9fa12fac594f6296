export const logLevels = ["debug", "info", "warn", "error"] as const;

export type LogLevel = (typeof logLevels)[number];

/** One line of a run's log. `seq` counts from 1 within the run and has a hole where lines were dropped. */
export type LogLine = {
  readonly seq: number;
  readonly at: number;
  readonly level: LogLevel;
  readonly message: string;
  readonly data?: unknown;
};

/** Lines kept of one run; past that the middle is dropped, so that its beginning and its end can both be read. */
export const maxLogLines = 100_000;
