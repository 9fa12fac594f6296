import type { JobdeckClient } from "../../jobs/api/contract.ts";
import { messageOf } from "../../jobs/model/errors.ts";
import type { HostLog } from "../../jobs/model/host-log.ts";
import type { LiveEvent, Snapshot } from "../../jobs/model/read-models/host.ts";
import { applyEvent } from "./apply-event.ts";

export type HostListener = {
  /** The first picture of a host. */
  readonly onBegin: (snapshot: Snapshot) => void;
  /** After every event, with the picture that it leads to. */
  readonly onEvent: (event: LiveEvent, snapshot: Snapshot) => void;
};

/**
 * Follows a host from its first picture on until it ends or `signal` is aborted. The events are subscribed to before the
 * picture is taken: nothing can happen in between unseen.
 */
export async function followHost(
  client: JobdeckClient,
  listener: HostListener,
  { signal, log }: { readonly signal: AbortSignal; readonly log: HostLog },
): Promise<void> {
  try {
    const events = await client.events({}, { signal });
    const iterator = events[Symbol.asyncIterator]();
    let next = iterator.next();
    let snapshot = await client.snapshot({}, { signal });
    if (signal.aborted) return;
    listener.onBegin(snapshot);
    for (let item = await next; !item.done; item = await next) {
      if (signal.aborted) return;
      next = iterator.next();
      snapshot = applyEvent(snapshot, item.value);
      listener.onEvent(item.value, snapshot);
    }
  } catch (error) {
    // When the host ends, its stream ends with it; the host keeper sees to the rest.
    if (!signal.aborted) log.warn(`The host's events ended: ${messageOf(error)}`);
  }
}
