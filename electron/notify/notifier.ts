import type { Clock } from "../../jobs/model/clock.ts";
import type { LiveEvent, Snapshot } from "../../jobs/model/read-models.ts";
import { digest, digestMs, type Shown } from "./digest.ts";
import { type Incidents, incidentsOf, type Notice, notificationFor } from "./incidents.ts";

/** A notification on the screen. */
export type ShownNotification = { readonly close: () => void };

export type NotificationEvents = {
  readonly onOpen: () => void;
  readonly onRetry: () => void;
};

export type NotifierOptions = {
  readonly clock: Clock;
  /** Puts it on the screen. `silent`: it replaces one that has already made itself heard. */
  readonly show: (shown: Shown, silent: boolean, events: NotificationEvents) => ShownNotification;
  /** True while the user has this run before their eyes. */
  readonly isShowing: (runId: string) => boolean;
  readonly openRun: (runId: string) => void;
  readonly openJobs: () => void;
  readonly retry: (runId: string) => void;
};

/** Turns live events into notifications. Several within a minute are one, which grows where it stands. */
export function createNotifier(options: NotifierOptions) {
  let incidents: Incidents = new Map();
  let enabled = true;
  let pending: readonly Notice[] = [];
  let since = Number.NEGATIVE_INFINITY;
  let current: ShownNotification | null = null;

  /** It has been acted upon: what comes next is news of its own. Not every system takes it off the screen itself. */
  const dismiss = (): void => {
    current?.close();
    current = null;
  };

  const notify = (notice: Notice): void => {
    const now = options.clock.now();
    // A clock that was set back must not hold everything together for hours.
    const together = now >= since && now - since < digestMs && current !== null;
    pending = together ? [...pending, notice] : [notice];
    if (!together) since = now;
    if (together) current?.close();
    const shown = digest(pending);
    current = options.show(shown, together, {
      onOpen: () => {
        dismiss();
        if (shown.runId === null) options.openJobs();
        else options.openRun(shown.runId);
      },
      onRetry: () => {
        dismiss();
        if (shown.runId !== null) options.retry(shown.runId);
      },
    });
  };

  return {
    /** The first picture, or a new one after the host changed. */
    begin: (snapshot: Snapshot): void => {
      incidents = incidentsOf(snapshot);
    },
    handle: (event: LiveEvent): void => {
      const { incidents: next, notice } = notificationFor(event, incidents);
      incidents = next;
      if (notice !== null && enabled && !options.isShowing(notice.runId)) notify(notice);
    },
    /** Incidents are followed while off too, so that turning it on says nothing old. */
    setEnabled: (value: boolean): void => {
      enabled = value;
    },
    close: (): void => current?.close(),
  };
}
