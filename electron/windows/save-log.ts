import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { JobdeckClient } from "../../jobs/api/contract.ts";
import type { LogLine } from "../../jobs/model/log.ts";

const pageSize = 5_000;

export type SaveLogOptions = {
  readonly client: () => Promise<Pick<JobdeckClient, "runs">>;
  /** Asks the user where to; undefined when they would rather not. */
  readonly askWhere: (suggestedName: string) => Promise<string | undefined>;
  readonly onFailed: (error: unknown) => void;
};

/**
 * Writes the log of a run to a file that the user chooses. A page names the run and nothing else: where to is for the
 * system's own dialog to say. A file that was there is replaced by the whole log or not at all.
 */
export function logSaver({ client, askWhere, onFailed }: SaveLogOptions): (runId: string) => Promise<void> {
  return async (runId) => {
    try {
      const { runs } = await client();
      const run = await runs.get({ runId });
      const file = await askWhere(`${run.taskId.replace(/[^\w.-]+/g, "-")}-${run.id.slice(0, 8)}.log`);
      if (file === undefined) return;
      const part = `${file}.part`;
      try {
        await pipeline(Readable.from(linesOf(runs, run.id)), createWriteStream(part));
        await rename(part, file);
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
    } catch (error) {
      onFailed(error);
    }
  };
}

async function* linesOf(runs: JobdeckClient["runs"], runId: string): AsyncGenerator<string> {
  let afterSeq = 0;
  for (;;) {
    const page = await runs.logs({ runId, afterSeq, limit: pageSize });
    if (page.length > 0) yield page.map(lineText).join("");
    afterSeq = page.at(-1)?.seq ?? afterSeq;
    if (page.length < pageSize) return;
  }
}

/** "2026-11-23T20:48:00.120Z warn  The message {"with":"data"}" */
export function lineText({ at, level, message, data }: LogLine): string {
  const more = data === undefined || data === null ? "" : ` ${typeof data === "string" ? data : JSON.stringify(data)}`;
  return `${new Date(at).toISOString()} ${level.padEnd(5)} ${message}${more}\n`;
}
