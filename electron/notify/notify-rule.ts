import type { NotifyWish } from "../../jobs/model/notify.ts";
import { parseQuietHours, type QuietHours } from "../../jobs/model/quiet-hours.ts";
import { reminderMs } from "../../jobs/model/settings/notifications.ts";

/** The settings of the group "notifications". */
export type NotifySettings = {
  readonly onFailure: boolean;
  readonly onSuccess: boolean;
  readonly afterFailures: number;
  /** How often a failure that lasts is told again; 0: never. */
  readonly reminderMs: number;
  readonly quietHours: QuietHours | null;
};

/** What one job tells. */
export type NotifyRule = {
  readonly failures: "incidents" | "each" | "none";
  readonly recovery: boolean;
  readonly successes: boolean;
};

/** What holds before the settings are known, and where one of them cannot be read. */
export const defaultNotifySettings: NotifySettings = {
  onFailure: true,
  onSuccess: false,
  afterFailures: 1,
  reminderMs: 0,
  quietHours: null,
};

/** @param value the value of a setting by its name */
export function notifySettings(value: (name: string) => string | null): NotifySettings {
  const after = Number(value("notifications.afterFailures") ?? "");
  return {
    onFailure: value("notifications.onFailure") !== "false",
    onSuccess: value("notifications.onSuccess") === "true",
    afterFailures: Number.isInteger(after) && after >= 1 ? after : defaultNotifySettings.afterFailures,
    reminderMs: reminderMs[value("notifications.reminder") ?? ""] ?? defaultNotifySettings.reminderMs,
    quietHours: parseQuietHours(value("notifications.quietHours") ?? ""),
  };
}

/** What a job tells: as the user wants it of this job, else as the settings say. */
export function ruleFor(wish: NotifyWish | null, { onFailure, onSuccess }: NotifySettings): NotifyRule {
  switch (wish) {
    case "always":
      return { failures: "each", recovery: true, successes: true };
    case "failure":
      return { failures: "incidents", recovery: true, successes: false };
    case "recovery":
      return { failures: "none", recovery: true, successes: false };
    case "never":
      return { failures: "none", recovery: false, successes: false };
    case null:
      return { failures: onFailure ? "incidents" : "none", recovery: onFailure, successes: onSuccess };
  }
}
