import type { Clock } from "../../jobs/model/clock.ts";
import { quietAt } from "../../jobs/model/quiet-hours.ts";
import type { LiveEvent, Snapshot } from "../../jobs/model/read-models/host.ts";
import type { RunSummary } from "../../jobs/model/read-models/runs.ts";
import { idleTimer, type Timers } from "../idle-timer.ts";
import { digest, digestMs, type Shown } from "./digest.ts";
import { type Incidents, incidentsOf, type Notice, noIncidents, noticeOf, notificationFor } from "./incidents.ts";
import { defaultNotifySettings, type NotifySettings, ruleFor } from "./notify-rule.ts";
import { remindersAt } from "./reminders.ts";
import { subjectsOf, wishOf } from "./subjects.ts";

/** A notification on the screen. */
export type ShownNotification = { readonly close: () => void };

export type NotificationEvents = {
  readonly onOpen: () => void;
  readonly onRetry: () => void;
};

export type NotifierOptions = {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Puts it on the screen. `silent`: it replaces one that has already made itself heard. */
  readonly show: (shown: Shown, silent: boolean, events: NotificationEvents) => ShownNotification;
  /** True while the user has this run before their eyes. */
  readonly isShowing: (runId: string) => boolean;
  readonly openRun: (runId: string) => void;
  readonly openJobs: () => void;
  readonly retry: (runId: string) => void;
};

/** Jobs that fail at one moment fail within this time: they are shown when it has passed, as one. */
const gatherMs = 1_000;
/** Long timers are not to be trusted: the machine may sleep meanwhile. */
const longestWaitMs = 3_600_000;

/**
 * Turns live events into notifications. Several within a minute are one, which grows where it stands; what comes in quiet
 * hours is told as one at their end.
 */
export function createNotifier(options: NotifierOptions) {
  const { clock } = options;
  let incidents: Incidents = noIncidents;
  let settings = defaultNotifySettings;
  let snapshot: Snapshot | null = null;
  /** Not shown yet. */
  let waiting: readonly Notice[] = [];
  /** In the notification that is on the screen. */
  let told: readonly Notice[] = [];
  let since = Number.NEGATIVE_INFINITY;
  let current: ShownNotification | null = null;
  let isGathering = false;
  const gathering = idleTimer(options.timers, () => {
    isGathering = false;
    showWaiting();
  });
  const aging = idleTimer(options.timers, () => lookAtClock());

  const quiet = () => (settings.quietHours === null ? null : quietAt(settings.quietHours, clock.now()));

  /** It has been acted upon: what comes next is news of its own. Not every system takes it off the screen itself. */
  const dismiss = (): void => {
    current?.close();
    current = null;
  };

  const gather = (): void => {
    if (!isGathering) gathering.start(gatherMs);
    isGathering = true;
  };

  const showWaiting = (): void => {
    if (quiet() !== null) return;
    const notices = waiting.filter(({ runId }) => !options.isShowing(runId));
    waiting = [];
    if (notices.length === 0) return;
    const now = clock.now();
    // A clock that was set back must not hold everything together for hours.
    const together = now >= since && now - since < digestMs && current !== null;
    told = together ? [...told, ...notices] : notices;
    if (together) current?.close();
    else since = now;
    const shown = digest(told);
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

  const tell = (notices: readonly Notice[]): void => {
    const news = notices.filter(({ runId }) => !options.isShowing(runId));
    if (news.length === 0) return;
    // Of a job with several the newest counts: a long night must not grow a long list.
    const subjects = new Set(news.map(({ subject }) => subject));
    gather();
    waiting = [...waiting.filter(({ subject }) => !subjects.has(subject)), ...news];
  };

  /** Reminders, the end of quiet hours, and when to look again. */
  const lookAtClock = (): void => {
    if (snapshot === null) return;
    const now = clock.now();
    const due = remindersAt(incidents, snapshot, { settings, now });
    incidents = due.incidents;
    tell(due.notices);
    const silence = quiet();
    if (silence === null && waiting.length > 0) gather();
    const times = [due.nextAt, waiting.length > 0 ? (silence?.until ?? null) : null].filter((at) => at !== null);
    if (times.length === 0) aging.stop();
    else aging.start(Math.max(gatherMs, Math.min(longestWaitMs, Math.min(...times) - now)));
  };

  const handleRun = (run: RunSummary, picture: Snapshot): void => {
    const { afterFailures } = settings;
    const circumstances = {
      rule: ruleFor(wishOf(run, picture), settings),
      afterFailures,
      now: clock.now(),
    };
    const { incidents: next, notice } = notificationFor(run, incidents, circumstances);
    incidents = next;
    if (notice !== null) tell([notice]);
  };

  /** What failed in these quiet hours, before the app was started in them, has not been told yet. */
  const untold = (picture: Snapshot): readonly Notice[] => {
    const silence = quiet();
    if (silence === null) return [];
    return subjectsOf(picture).flatMap(({ last, notify, health }) => {
      const isNew = health === "failing" && last !== null && (last.finishedAt ?? 0) >= silence.since;
      return isNew && ruleFor(notify, settings).failures !== "none" ? [noticeOf("failed", last)] : [];
    });
  };

  return {
    /** The first picture, or a new one after the host changed. */
    begin: (first: Snapshot): void => {
      incidents = incidentsOf(first, settings.afterFailures, incidents);
      snapshot = first;
      tell(untold(first));
      lookAtClock();
    },
    handle: (event: LiveEvent, next: Snapshot): void => {
      snapshot = next;
      if (event.type === "run") handleRun(event.run, next);
      // A job's event follows its runs': by then it is known whether it is failing.
      if (event.type !== "engine") lookAtClock();
    },
    /** Incidents are followed whatever the settings say, so that turning something on says nothing old. */
    configure: (next: NotifySettings): void => {
      settings = next;
      lookAtClock();
    },
    /** The machine slept, or its clock was set. */
    refresh: lookAtClock,
    close: (): void => {
      gathering.stop();
      aging.stop();
      current?.close();
    },
  };
}
