import { constants } from "node:fs";
import { open } from "node:fs/promises";
import type { Clock } from "../model/clock.ts";
import { JobdeckError, messageOf } from "../model/errors.ts";
import { createHolidayLookup, type HolidayLookup } from "../schedule/holidays.ts";
import { parseIcs } from "../schedule/ics.ts";

const largestBytes = 1_048_576;
/** A list is read again when it has changed; that it has not is believed this long. */
const believedMs = 60_000;
/** A folder of the network that does not answer must hold no schedule up. */
const patienceMs = 3_000;

export type HolidayList = {
  readonly lookup: HolidayLookup;
  /** What is wrong with the file; null when nothing is. */
  readonly problem: string | null;
};

type Kept = HolidayList & { readonly readAt: number; readonly stamp: string };

const nothing: HolidayLookup = () => undefined;

/** The holiday lists of all schedules: calendar files of the user's, read as what others wrote. */
export function createHolidayLists(clock: Clock) {
  const lists = new Map<string, Kept>();
  const reading = new Map<string, Promise<void>>();

  const read = async (path: string): Promise<void> => {
    const before = lists.get(path);
    const list = await withPatience(readList(path, before)).catch((error: unknown) => ({
      ...{ lookup: nothing, stamp: "" },
      problem: `The holiday list ${path} cannot be used: ${messageOf(error)}. Its schedules run as if there were no holidays.`,
    }));
    lists.set(path, { ...list, readAt: clock.now() });
  };

  return {
    /** Reads a list if it may have changed. Never rejects. */
    load: (path: string): Promise<void> => {
      const known = lists.get(path);
      if (known && Math.abs(clock.now() - known.readAt) < believedMs) return Promise.resolve();
      const going = reading.get(path) ?? read(path).finally(() => reading.delete(path));
      reading.set(path, going);
      return going;
    },
    /** As it was read last; undefined before. */
    get: (path: string): HolidayList | undefined => lists.get(path),
  };
}

export type HolidayLists = ReturnType<typeof createHolidayLists>;

/** @throws JobdeckError BAD_INPUT for a path that is not to be read */
export function assertHolidayPath(path: string): void {
  const absolute = /^(\/(?!\/)|[A-Za-z]:[\\/])/.test(path);
  // Windows would sign in to whatever computer a \\name names.
  if (absolute && !path.includes("\0")) return;
  throw new JobdeckError(
    "BAD_INPUT",
    `The holiday list "${path}" is no whole path of a file on this computer. Give it from the root on, like /home/me/holidays.ics.`,
  );
}

async function readList(path: string, before: Kept | undefined): Promise<Omit<Kept, "readAt">> {
  assertHolidayPath(path);
  // A pipe would be waited for, without this.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const { mtimeMs, size, ino, ...stats } = await file.stat();
    const stamp = `${mtimeMs} ${size} ${ino}`;
    if (before?.stamp === stamp) return before;
    if ((stats.mode & constants.S_IFMT) !== constants.S_IFREG) throw new Error("it is no file");
    if (size > largestBytes) throw new Error(`it has ${size} bytes, more than the ${largestBytes} that are read`);
    return { stamp, ...toList(path, (await file.readFile()).toString("utf8")) };
  } finally {
    await file.close();
  }
}

function toList(path: string, text: string): HolidayList {
  const parsed = parseIcs(text);
  if (!parsed.ok) throw new Error(parsed.message);
  const lookup = createHolidayLookup(parsed.events);
  const all = parsed.events.length + parsed.unread;
  if (parsed.events.length === 0)
    return { lookup, problem: `The holiday list ${path} has no holiday that could be read.` };
  if (parsed.unread === 0) return { lookup, problem: null };
  return {
    lookup,
    problem: `${parsed.unread} of the ${all} events of the holiday list ${path} could not be understood; the others count.`,
  };
}

function withPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it took longer than ${patienceMs} ms to read`)), patienceMs);
  });
  return Promise.race([work, tooLong]).finally(() => clearTimeout(timer));
}
