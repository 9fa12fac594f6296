import { scriptTitle } from "../../../jobs/model/lines.ts";
import type { ScheduleView } from "../../../jobs/model/read-models/schedules.ts";
import { counted } from "../../format/number.ts";
import { atWallTime, wallTime } from "../../format/wall-time.ts";
import type { App } from "../../workbench/app.ts";
import { askMissed } from "./ask-missed.ts";
import { changeName, changeText } from "./change-words.ts";
import { deleteScript } from "./delete-script.ts";
import { isScriptSchedule } from "./draft.ts";

const hour = 3_600_000;

/** Something that can be done with a schedule. */
export type ScheduleAction = {
  readonly title: string;
  /** A line above it. */
  readonly apart?: boolean;
  readonly run: () => Promise<void>;
};

/** When the next day begins in this zone, and it is time to go on: at eight. */
export function tomorrowMorning(now: number, zone: string): number {
  const today = wallTime(now, zone).slice(0, 10);
  const next = new Date(Date.parse(`${today}T00:00Z`) + 24 * hour).toISOString().slice(0, 10);
  return atWallTime(`${next}T08:00`, zone) ?? now + 24 * hour;
}

/** Pausing for a while, or going on. */
export function pauseActions(app: App, schedule: ScheduleView): readonly ScheduleAction[] {
  const scheduleId = schedule.id;
  const pause = (until: number | null) => async () => {
    await app.client().schedules.pause({ scheduleId, ...(until === null ? {} : { until }) });
  };
  if (schedule.paused)
    return [
      {
        title: "Resume",
        run: async () => {
          const missed = await askMissed(app.dialogs, schedule.skippedByPause);
          await app.client().schedules.resume({ scheduleId, missed });
        },
      },
    ];
  const now = app.ticker.get();
  return [
    { title: "Pause for an hour", run: pause(now + hour) },
    { title: "Pause until tomorrow at 8:00", run: pause(tomorrowMorning(now, schedule.zone)) },
    { title: "Pause for a week", run: pause(now + 7 * 24 * hour) },
    { title: "Pause until I resume it", run: pause(null) },
  ];
}

/** All that can be done with a schedule besides editing it. */
export function scheduleActions(app: App, schedule: ScheduleView) {
  return { pauses: pauseActions(app, schedule), rest: [...skipActions(app, schedule), ...endActions(app, schedule)] };
}

function skipActions(app: App, { id: scheduleId, skipUntil, next }: ScheduleView): readonly ScheduleAction[] {
  const skip = (wanted: boolean) => async () => {
    await app.client().schedules.skipNext({ scheduleId, skip: wanted });
  };
  if (skipUntil !== null) return [{ title: "Do not skip the next time", apart: true, run: skip(false) }];
  return next.length > 0 ? [{ title: "Skip the next time", apart: true, run: skip(true) }] : [];
}

function endActions(app: App, schedule: ScheduleView): readonly ScheduleAction[] {
  if (isScriptSchedule(schedule))
    return [
      {
        title: "Delete job…",
        apart: true,
        run: () => deleteScript(app, { scheduleId: schedule.id, title: scriptTitle(schedule) }),
      },
    ];
  if (schedule.own) return [{ title: "Remove…", apart: true, run: () => remove(app, schedule) }];
  return schedule.changes.length > 0
    ? [{ title: "Reset to default…", apart: true, run: () => reset(app, schedule) }]
    : [];
}

async function remove(app: App, { id: scheduleId, title, meaning }: ScheduleView): Promise<void> {
  const agreed = await app.dialogs.confirm({
    ...{ title: "Remove this schedule?", confirm: "Remove", severity: "warning" },
    message: `“${title ?? meaning}” will not run again. What it has done stays in the history.`,
  });
  if (agreed) await app.client().schedules.remove({ scheduleId });
}

async function reset(app: App, { id: scheduleId, changes }: ScheduleView): Promise<void> {
  const lines = changes.map(({ what, default: before, now }) => {
    const [from, to] = [changeText(what, now), changeText(what, before)];
    return `${changeName(what)}: ${from} → ${to}`;
  });
  const agreed = await app.dialogs.confirm({
    ...{ title: "Reset to default?", confirm: "Reset", severity: "warning" },
    message: `${counted(changes.length, "change")} of yours will be gone. ${lines.join("; ")}.`,
  });
  if (agreed) await app.client().schedules.reset({ scheduleId });
}
