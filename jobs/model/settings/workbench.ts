import type { SettingSection } from "./field.ts";

export const workbenchSettings: SettingSection = {
  group: {
    id: "workbench",
    title: "Window",
    description: "How the window looks.",
    category: "Workbench",
    credential: false,
    testable: false,
  },
  fields: [
    {
      name: "workbench.colorTheme",
      group: "workbench",
      title: "Colour theme",
      description: "Colours of the window: as the system says, one that comes with Jobdeck, or a VS Code theme file.",
      kind: "text",
      required: false,
      default: "System",
    },
  ],
};
