import { type AiSpend, createAiUsage } from "../../content/ai-usage.ts";
import { localDay } from "../../model/local-day.ts";
import type { ContentCalls, ContentParts } from "./calls.ts";

const nothing: AiSpend = { calls: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 };
const defaultDays = 30;

/** The calls about what AI costs. */
export function spendCalls({ content, now }: ContentParts): ContentCalls["spend"] {
  const usage = createAiUsage(content);
  return {
    byDay: async ({ days = defaultDays }) => {
      const dates = Array.from({ length: days }, (_, place) => localDay(now(), days - 1 - place));
      const [from = "", to = ""] = [dates[0], dates.at(-1)];
      const known = new Map((await usage.byDay(from, to)).map((each) => [each.day, each]));
      return {
        from,
        to,
        total: await usage.spent(from, to),
        days: dates.map((day) => known.get(day) ?? { ...nothing, day }),
      };
    },
    byJob: async ({ days = defaultDays }) => {
      const [from, to] = [localDay(now(), days - 1), localDay(now())];
      return { from, to, jobs: [...(await usage.byTask(from, to))] };
    },
  };
}
