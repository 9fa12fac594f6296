import type { SettingSection } from "./field.ts";

export const desktopSettings: SettingSection = {
  group: {
    id: "desktop",
    title: "Desktop",
    description: "How the app behaves on this computer.",
    category: "Workbench",
    credential: false,
    testable: false,
  },
  fields: [
    {
      name: "desktop.openAtLogin",
      group: "desktop",
      title: "Start at login",
      description: "Start Jobdeck, without its window, when you log in.",
      kind: "boolean",
      required: false,
      default: "false",
    },
  ],
};
