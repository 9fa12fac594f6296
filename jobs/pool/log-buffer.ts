import { type LogLevel, type LogLine, maxLogLines } from "../model/log.ts";

const batchLines = 500;
const flushDelayMs = 50;
const maxMessageLength = 16_384;

type LogBufferOptions = {
  readonly lastSeq: number;
  readonly now: () => number;
  readonly send: (lines: readonly LogLine[], dropped: number) => void;
  /** Lines kept at the beginning and as many at the end; default half of `maxLogLines` each. */
  readonly keepEachEnd?: number;
};

/**
 * Collects a run's lines and sends them in batches. After `keepEachEnd` lines it only remembers the newest ones and
 * sends them at the end: a run that logs a million lines costs the host no more than one that logs a hundred thousand,
 * and both its beginning and its end can be read.
 */
export function createLogBuffer(options: LogBufferOptions) {
  const keep = options.keepEachEnd ?? maxLogLines / 2;
  let seq = options.lastSeq;
  let pending: LogLine[] = [];
  let sent = 0;
  let ring: LogLine[] = [];
  let ringStart = 0;
  let timer: NodeJS.Timeout | undefined;

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (pending.length === 0) return;
    options.send(pending, 0);
    pending = [];
  };

  const remember = (line: LogLine) => {
    if (ring.length < keep) ring.push(line);
    else {
      ring[ringStart] = line;
      ringStart = (ringStart + 1) % keep;
    }
  };

  const add = (level: LogLevel, message: string, data: unknown) => {
    seq += 1;
    const line = { seq, at: options.now(), level, message: cut(message), ...(data === undefined ? {} : { data }) };
    if (sent >= keep) return remember(line);
    sent += 1;
    pending.push(line);
    if (pending.length >= batchLines) flush();
    else timer ??= setTimeout(flush, flushDelayMs);
  };

  const close = () => {
    flush();
    const tail = [...ring.slice(ringStart), ...ring.slice(0, ringStart)];
    const dropped = seq - options.lastSeq - sent - tail.length;
    ring = [];
    for (let start = 0; start < tail.length; start += batchLines)
      options.send(tail.slice(start, start + batchLines), dropped);
  };

  return { add, close };
}

function cut(message: string): string {
  if (message.length <= maxMessageLength) return message;
  return `${message.slice(0, maxMessageLength)}… (${message.length - maxMessageLength} more characters)`;
}
