import { execFile } from "node:child_process";
import { JobdeckError, messageOf } from "../../model/errors.ts";

/** Larger than what the parser reads, which then says so. */
const mostBytes = 16 * 1024 * 1024;
/** It only reads a file. */
const patienceMs = 10_000;

/** The user's own crontab, as `crontab -l` prints it. @throws JobdeckError NOT_FOUND with what to do */
export function ownCrontab(): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile("crontab", ["-l"], { maxBuffer: mostBytes, timeout: patienceMs }, (error, stdout, stderr) => {
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
