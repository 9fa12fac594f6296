import type { SettingSection } from "./field.ts";

export const engineSettings: SettingSection = {
  group: {
    id: "engine",
    title: "Engine",
    description: "How jobs are run on this computer.",
    category: "Jobs",
    credential: false,
    testable: false,
  },
  fields: [
    {
      name: "engine.concurrency",
      group: "engine",
      title: "Runs at once",
      description: "How many runs this computer works on at the same time.",
      kind: "number",
      required: false,
      default: "10",
      min: 1,
      max: 64,
    },
  ],
};
