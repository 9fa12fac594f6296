import type { SettingSection } from "./field.ts";

/** How often a failure that lasts is told again, in milliseconds; 0 is never. */
export const reminderMs: Readonly<Record<string, number>> = {
  off: 0,
  "1h": 3_600_000,
  "6h": 6 * 3_600_000,
  "24h": 24 * 3_600_000,
};

export const notificationsSettings: SettingSection = {
  group: {
    id: "notifications",
    title: "Notifications",
    description: "When the system notifies you. Each job can be told otherwise, in its page.",
    category: "Workbench",
    credential: false,
    testable: false,
  },
  fields: [
    {
      name: "notifications.onFailure",
      group: "notifications",
      title: "Notify on failure",
      description: "Show a system notification when a job begins to fail, fails differently, or recovers.",
      kind: "boolean",
      required: false,
      default: "true",
    },
    {
      name: "notifications.afterFailures",
      group: "notifications",
      title: "Failures in a row",
      description: "How many runs of a job have to fail, one after the other, before it is told.",
      kind: "number",
      required: false,
      default: "1",
      min: 1,
      max: 20,
    },
    {
      name: "notifications.reminder",
      group: "notifications",
      title: "Remind while it fails",
      description: "How often a failure that lasts is told again.",
      kind: "enum",
      choices: [
        { value: "off", description: "Never" },
        { value: "1h", description: "Every hour" },
        { value: "6h", description: "Every six hours" },
        { value: "24h", description: "Once a day" },
      ],
      required: false,
      default: "off",
    },
    {
      name: "notifications.onSuccess",
      group: "notifications",
      title: "Notify on success",
      description: "Show a system notification whenever a run completes, too.",
      kind: "boolean",
      required: false,
      default: "false",
    },
    {
      name: "notifications.quietHours",
      group: "notifications",
      title: "Quiet hours",
      description: "No notification comes in these hours of the day; one at their end says what was.",
      kind: "hours",
      required: false,
      placeholder: "For example: 22:00-07:00",
    },
  ],
};
