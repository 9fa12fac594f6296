import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { JobdeckError, messageOf } from "../model/errors.ts";

/** Larger than what the parser reads, which then says so. */
const mostBytes = 16 * 1024 * 1024;

/** The user's own crontab, as `crontab -l` prints it. @throws JobdeckError NOT_FOUND with what to do */
export function ownCrontab(): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile("crontab", ["-l"], { maxBuffer: mostBytes }, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      const missing = "code" in error && error.code === "ENOENT";
      const said = stderr.trim() || messageOf(error);
      const message = missing
        ? "There is no program crontab here. Name a file instead: jobdeck import crontab FILE"
        : `crontab -l gives nothing to take over: ${said}`;
      return reject(new JobdeckError("NOT_FOUND", message, { cause: error }));
    });
  });
}

/** A file that the user named; "-" is standard input. @throws JobdeckError NOT_FOUND */
export async function readSource(file: string): Promise<string> {
  if (file === "-") return text(process.stdin);
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new JobdeckError("NOT_FOUND", `${file} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}
