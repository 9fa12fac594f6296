import { ServiceError } from "../service-error.ts";
import { pause } from "../tries.ts";

export type TurnLimits = {
  /** Requests to one host at the same time. */
  readonly atOnce: number;
  /** Requests to one host in a second; so many may also follow at once on a rest. */
  readonly perSecond: number;
  /** A host that wants to be left alone for longer, in milliseconds, is not waited for. */
  readonly longestHoldMs: number;
};

type Host = {
  running: number;
  /** Requests that may go now; filled by the time that passes. */
  tokens: number;
  filledAt: number;
  /** The host wants to be left alone until then. */
  heldUntil: number;
  readonly waiting: (() => void)[];
};

/**
 * Lets requests to one host go one after another, a few at a time and not too fast, whatever asks for them. In memory
 * and for one client: tasks that run beside each other keep apart by their concurrency key.
 */
export function createHostTurns({ atOnce, perSecond, longestHoldMs }: TurnLimits, now: () => number = Date.now) {
  const hosts = new Map<string, Host>();

  const hostOf = (name: string): Host => {
    const known = hosts.get(name);
    if (known) return known;
    const host: Host = { running: 0, tokens: perSecond, filledAt: now(), heldUntil: 0, waiting: [] };
    hosts.set(name, host);
    return host;
  };

  /** Waits until the next request to the host may go. @throws ServiceError when that is too long */
  const pace = async (name: string, signal: AbortSignal): Promise<void> => {
    const host = hostOf(name);
    const at = now();
    const heldMs = host.heldUntil - at;
    if (heldMs > longestHoldMs)
      throw new ServiceError(`${name} wants to be left alone until ${new Date(host.heldUntil).toISOString()}.`, {
        ...{ kind: "unavailable", retryAfterMs: heldMs },
      });
    host.tokens = Math.min(perSecond, host.tokens + ((at - host.filledAt) / 1_000) * perSecond) - 1;
    host.filledAt = at;
    const waitMs = Math.max(heldMs, (-host.tokens / perSecond) * 1_000);
    if (waitMs > 0) await pause(waitMs, signal);
  };

  const place = async (host: Host): Promise<void> => {
    if (host.running < atOnce) {
      host.running += 1;
      return;
    }
    await new Promise<void>((resolve) => host.waiting.push(resolve));
  };

  const leave = (host: Host): void => {
    const next = host.waiting.shift();
    // The place goes to the next without ever being free.
    if (next) next();
    else host.running -= 1;
  };

  return {
    /** Does the work when it is the host's turn. Rejects with the signal's reason while it waits. */
    take: async <T>(name: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> => {
      const host = hostOf(name);
      await place(host);
      try {
        signal.throwIfAborted();
        await pace(name, signal);
        return await work();
      } finally {
        leave(host);
      }
    },
    pace,
    /** Nothing more is asked of the host for so long. */
    hold: (name: string, ms: number): void => {
      const host = hostOf(name);
      host.heldUntil = Math.max(host.heldUntil, now() + ms);
    },
  };
}
