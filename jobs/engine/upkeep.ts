import type { Clock } from "../model/clock.ts";
import type { HostLog } from "../model/host-log.ts";

/** After a start there is more urgent work; and a command that is the host for a moment does none of this. */
const firstAfterMs = 60_000;
const everyMs = 86_400_000;
/** The computer may sleep and its clock may be set: no timer is trusted for longer. */
const lookEveryMs = 600_000;

/** Something that is done once a day. It ends early when the signal is raised, and goes on the next time. */
export type Chore = { readonly name: string; readonly run: (signal: AbortSignal) => Promise<unknown> };

export type UpkeepOptions = {
  readonly clock: Clock;
  readonly log: HostLog;
  readonly chores: readonly Chore[];
};

/** Does the chores of a home a minute after the start and then every day, one after the other, never two at once. */
export function createUpkeep({ clock, log, chores }: UpkeepOptions) {
  const ended = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let last: number | undefined;
  let working: Promise<void> = Promise.resolve();

  const lookIn = (ms: number): void => {
    if (ended.signal.aborted) return;
    timer = setTimeout(() => void look(), ms);
    timer.unref();
  };

  const look = async (): Promise<void> => {
    if (last === undefined || Math.abs(clock.now() - last) >= everyMs) {
      last = clock.now();
      for (const chore of chores) if (!ended.signal.aborted) await attempt(chore);
    }
    lookIn(lookEveryMs);
  };

  /** One after the other: each waits for the one that was asked for before. */
  const perform = <Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> => {
    const result = working.then(() => work(ended.signal));
    // Who asked is told of the failure; the next one is not kept from beginning.
    working = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  };

  const attempt = async ({ name, run }: Chore): Promise<void> => {
    try {
      await perform(run);
    } catch (error) {
      // For example a full disk: the next chore may well work, and this one is tried again tomorrow.
      log.error(`The upkeep "${name}" failed; it is tried again in a day`, error);
    }
  };

  return {
    start: (): void => lookIn(firstAfterMs),
    /** When the chores are done the next time by themselves, at the earliest. */
    nextAt: (): number => Math.max(clock.now(), last === undefined ? clock.now() + firstAfterMs : last + everyMs),
    /** Does this too, when what is under way is done. */
    perform,
    /** Tells what is under way to end, and waits for it. */
    stop: async (): Promise<void> => {
      ended.abort();
      clearTimeout(timer);
      await working;
    },
  };
}

export type Upkeep = ReturnType<typeof createUpkeep>;

/** Waits for so long, or until the signal is raised. */
export function pauseOr(signal: AbortSignal): (ms: number) => Promise<void> {
  return (ms) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal.addEventListener("abort", end, { once: true });
    });
}

/** Who asks while it goes on is given what comes of that one. */
export function onceAtATime<Args extends readonly unknown[], Result>(
  work: (...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result> {
  let going: Promise<Result> | undefined;
  return (...args) => {
    going ??= work(...args).finally(() => {
      going = undefined;
    });
    return going;
  };
}
