import type { SettingSection } from "./field.ts";

export const newsSettings: SettingSection = {
  group: {
    id: "news",
    title: "News",
    description: "What is fetched of the sources.",
    category: "Jobs",
    credential: false,
    testable: false,
  },
  fields: [
    {
      name: "news.fullText",
      group: "news",
      title: "Full text",
      description: "Fetch the page of an item whose feed brings no more than a summary.",
      kind: "boolean",
      required: false,
      default: "true",
    },
  ],
};
