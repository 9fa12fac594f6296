import type { Snapshot } from "../../jobs/model/read-models/host.ts";
import { type Incident, type Incidents, type Notice, noticeOf } from "./incidents.ts";
import { type NotifySettings, ruleFor } from "./notify-rule.ts";
import { subjectsOf } from "./subjects.ts";

/** Incidents of which the user is to be reminded now, and when the next one is due; null when none ever is. */
export function remindersAt(
  incidents: Incidents,
  snapshot: Snapshot,
  { settings, now }: { readonly settings: NotifySettings; readonly now: number },
): { readonly incidents: Incidents; readonly notices: readonly Notice[]; readonly nextAt: number | null } {
  const open = new Map(incidents.open);
  const notices: Notice[] = [];
  let nextAt: number | null = null;
  for (const { key, health, last, notify } of subjectsOf(snapshot)) {
    const incident = open.get(key);
    // One that is paused, or that just runs again, is being seen to.
    if (settings.reminderMs === 0 || health !== "failing" || last === null || !isTold(incident)) continue;
    if (ruleFor(notify, settings).failures === "none") continue;
    // A clock that was set back must not put it off for longer than asked.
    const toldAt = Math.min(incident.toldAt, now);
    const isDue = toldAt + settings.reminderMs <= now;
    if (isDue) notices.push(noticeOf("reminder", last));
    const next = { ...incident, toldAt: isDue ? now : toldAt };
    open.set(key, next);
    nextAt = Math.min(nextAt ?? Number.POSITIVE_INFINITY, next.toldAt + settings.reminderMs);
  }
  return { incidents: { ...incidents, open }, notices, nextAt };
}

function isTold(incident: Incident | undefined): incident is Incident & { readonly toldAt: number } {
  return incident !== undefined && incident.toldAt !== null;
}
