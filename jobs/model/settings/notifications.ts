import type { SettingSection } from "./field.ts";

export const notificationsSettings: SettingSection = {
  group: {
    id: "notifications",
    title: "Notifications",
    description: "When the system notifies you.",
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
  ],
};
