import type { SettingField, SettingSection } from "./field.ts";

type Range = { readonly default: string; readonly min: number; readonly max: number };

const number = (name: string, title: string, description: string, range: Range): SettingField => ({
  ...{ name, group: "news", title, description, kind: "number", required: false },
  ...range,
});

export const newsSettings: SettingSection = {
  group: {
    id: "news",
    title: "News",
    description:
      "What is fetched of the sources, how much is done at once, and how long stories and insights are looked after.",
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
    number("news.cleanLimit", "Clean limit", "Items that one run of Clean news takes.", {
      ...{ default: "50", min: 1, max: 10_000 },
    }),
    number("news.developingHours", "Story develops", "Hours after its latest item during which a story develops.", {
      ...{ default: "24", min: 1, max: 720 },
    }),
    number("news.archiveDays", "Story archived", "Days after its latest item after which a story is archived.", {
      ...{ default: "7", min: 1, max: 365 },
    }),
    number("news.insightDays", "Insights look back", "Days of news that insights are made of.", {
      ...{ default: "7", min: 1, max: 90 },
    }),
    number("news.insightLimit", "Insight limit", "Insights that one run makes at most, those that matter most first.", {
      ...{ default: "100", min: 1, max: 1_000 },
    }),
  ],
};
