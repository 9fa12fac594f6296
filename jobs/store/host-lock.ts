import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { z } from "zod";
import { JobdeckError } from "../model/errors.ts";
import { homeFiles } from "../model/home.ts";
import { assertRuntime, toDatabaseError } from "./database.ts";

const hostInfoSchema = z.object({
  pid: z.number().int(),
  kind: z.enum(["desktop", "headless"]),
  version: z.string(),
  startedAt: z.number().int(),
});

/** Who owns a home. */
export type HostInfo = z.infer<typeof hostInfoSchema>;

export type HostLock = { readonly release: () => void };

/**
 * Takes the home for this process. The lock is the operating system's own on a file that SQLite holds exclusively: it
 * ends with the process, however that ends, so a crash leaves nothing behind that has to be cleared or guessed about.
 *
 * @throws JobdeckError HOST_BUSY when another process owns the home; its `details` are that host's HostInfo, if known
 */
export function takeHostLock(home: string, info: HostInfo, binding?: string): HostLock {
  assertRuntime(binding);
  const files = homeFiles(home);
  try {
    mkdirSync(path.dirname(files.lock), { recursive: true, mode: 0o700 });
    const lock = new Sqlite(files.lock, { timeout: 0, ...(binding ? { nativeBinding: binding } : {}) });
    try {
      lock.pragma("journal_mode = MEMORY");
      lock.pragma("locking_mode = EXCLUSIVE");
      lock.exec("BEGIN EXCLUSIVE");
    } catch (error) {
      lock.close();
      throw error;
    }
    writeFileSync(files.hostInfo, JSON.stringify(info), { mode: 0o600 });
    return { release: () => lock.close() };
  } catch (error) {
    throw isBusy(error) ? busyError(home) : toDatabaseError(error, files.lock);
  }
}

/** What the owner of the home wrote about itself; undefined when there is nothing readable. It may be gone by now. */
export function readHostInfo(home: string): HostInfo | undefined {
  try {
    const parsed = hostInfoSchema.safeParse(JSON.parse(readFileSync(homeFiles(home).hostInfo, "utf8")));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Not there, or just being written by a host that starts: nothing is known, and nothing depends on it.
    return undefined;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
}

function busyError(home: string): JobdeckError {
  const owner = readHostInfo(home);
  const who = owner
    ? `process ${owner.pid} (${owner.kind === "desktop" ? "the desktop app" : "a headless host"})`
    : "another process";
  return new JobdeckError(
    "HOST_BUSY",
    `The home ${home} is in use by ${who}. Use that one, stop it first, or choose another home with JOBDECK_HOME.`,
    { details: owner },
  );
}
