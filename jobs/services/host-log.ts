import log from "electron-log/node";
import type { HostLog } from "../model/host-log.ts";

/** At this size the log becomes `host.old.log`, in place of the one before. */
const maxLogBytes = 5 * 1024 * 1024;

/** The host's log in a file of the home. Written synchronously: the last line before a crash is the one that matters. */
export function createHostLog(file: string): HostLog {
  const logger = log.create({ logId: "host" });
  logger.transports.console.level = false;
  logger.transports.file.resolvePathFn = () => file;
  logger.transports.file.maxSize = maxLogBytes;
  logger.transports.file.format = "[{y}-{m}-{d} {h}:{i}:{s}.{ms}{z}] [{level}] {text}";
  const write =
    (level: "info" | "warn" | "error") =>
    (message: string, data?: unknown): void =>
      data === undefined ? logger[level](message) : logger[level](message, data);
  return { info: write("info"), warn: write("warn"), error: write("error") };
}
