import { settingField } from "../../model/settings.ts";
import type { Tries } from "../../services/tries.ts";

/** The sync's numbers; each is a setting. */
export type SyncLimits = {
  /** Files that are uploaded together. */
  readonly batchSize: number;
  readonly uploadTries: number;
  readonly retryDelayMs: number;
  /** A larger file is skipped; one of exactly this size is taken. */
  readonly maxFileBytes: number;
};

/** OpenAI refuses attributes that are longer. */
export const maxKeyLength = 512;

/** A wait that a server asks for is kept up to here, in milliseconds; a longer one ends the run, to be tried again then. */
const longestWaitMs = 30_000;

/** The limits in force, with the settings' own defaults where there is no value. */
export function syncLimits(settings: Readonly<Record<string, string>>): SyncLimits {
  const number = (name: string) => Number(settings[name] ?? settingField(name)?.default);
  return {
    batchSize: number("sync.batchSize"),
    uploadTries: number("sync.uploadTries"),
    retryDelayMs: number("sync.retryDelayMs"),
    maxFileBytes: number("sync.maxFileBytes"),
  };
}

export function triesOf({ uploadTries, retryDelayMs }: SyncLimits): Tries {
  return { limit: uploadTries, delayMs: retryDelayMs, longestWaitMs };
}
