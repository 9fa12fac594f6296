import type { SettingGroupView } from "../../../jobs/model/read-models/settings.ts";
import type { Live } from "../../state/live.ts";

export const stepIds = ["run", "credentials", "import", "demo", "background"] as const;
export type StepId = (typeof stepIds)[number];

export type Step = { readonly id: StepId; readonly title: string; readonly done: boolean };

/** What the ticks are derived from. Null: not known yet. */
export type StepFacts = {
  readonly live: Pick<Live, "engine" | "jobs" | "brokenFiles">;
  readonly groups: readonly SettingGroupView[] | null;
  /** What schedules were taken over with. */
  readonly importKeys: readonly string[] | null;
};

/** The steps of the walkthrough. A tick says what is so now, not what was once clicked. */
export function stepsOf({ live, groups, importKeys }: StepFacts): readonly Step[] {
  return [
    { id: "run", title: "Choose what to run", done: hasOwnWork(live) },
    { id: "credentials", title: "Enter credentials and test them", done: (groups ?? []).some(hasPassed) },
    {
      id: "import",
      title: "Take over your crontab and timers",
      done: (importKeys ?? []).some((key) => /^(crontab|systemd):/.test(key)),
    },
    { id: "demo", title: "Watch a job at work", done: live.engine.demo },
    {
      id: "background",
      title: "Let it run in the background",
      done: settingValue(groups, "desktop.openAtLogin") === "true",
    },
  ];
}

/** The first that is not done, else the first. */
export function firstOpenStep(steps: readonly Step[]): StepId {
  return steps.find(({ done }) => !done)?.id ?? "run";
}

/** True of credentials that have all that they need. */
export function isReady(group: SettingGroupView): boolean {
  return group.credential && group.testable && missingIn(group).length === 0;
}

/** True of credentials that were tested as they are now, and work. */
function hasPassed({ credential, passedAt }: SettingGroupView): boolean {
  return credential && passedAt !== null;
}

/** Titles of what they still need; what only one job needs is not among them. */
export function missingIn({ fields }: SettingGroupView): readonly string[] {
  return fields
    .filter(({ required, neededBy, source }) => required && neededBy === null && source === "none")
    .map(({ title }) => title);
}

export function settingValue(groups: readonly SettingGroupView[] | null, name: string): string | null {
  return groups?.flatMap(({ fields }) => fields).find((field) => field.name === name)?.value ?? null;
}

/** A schedule or a task file of the user's own, or a run that was no demo. */
function hasOwnWork({ jobs, brokenFiles }: StepFacts["live"]): boolean {
  if (brokenFiles.length > 0) return true;
  return jobs.some(
    ({ file, hasOwnSchedule, last }) =>
      file !== null || hasOwnSchedule || (last !== null && !last.demo && last.outcome !== "skipped"),
  );
}
