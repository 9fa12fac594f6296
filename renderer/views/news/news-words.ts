import type { ItemSummary, SourceView } from "../../../jobs/model/content/news-views.ts";
import type { Mark } from "../../format/words.ts";

/** "clearly negative" to "clearly positive": a sentiment of -1 to 1 in words. */
export function sentimentWord(value: number): string {
  const size = Math.abs(value);
  if (size < 0.15) return "neutral";
  return `${size >= 0.5 ? "clearly " : ""}${value < 0 ? "negative" : "positive"}`;
}

/** The sign that stands before the word, so that it is not told by colour alone. */
export function sentimentIcon(value: number): string {
  if (Math.abs(value) < 0.15) return "dash";
  return value < 0 ? "arrow-down" : "arrow-up";
}

/** "low", "medium" or "high": of 0 to 100. */
export function levelWord(value: number): string {
  if (value < 34) return "low";
  return value < 67 ? "medium" : "high";
}

/** What made an answer: "local, plain methods" or the name of the model. */
export function providerLabel({ provider, model }: { readonly provider: string; readonly model: string }): string {
  return provider === "local" ? `local, ${model === "" ? "extractive" : model}` : model === "" ? provider : model;
}

/** How a source fares. */
export function sourceMark({ enabled, failures, lastSuccessAt, lastFetchedAt }: SourceView): Mark {
  if (!enabled) return "paused";
  if (failures > 0) return "failed";
  return lastSuccessAt !== null || lastFetchedAt !== null ? "done" : "new";
}

/** An address without what says nothing: "example.com/feed". */
export function shortAddress(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");
}

/** Signs that turn the direction of what follows: with them "gpj.exe" reads as "exe.jpg". */
const directions = /[\u202A-\u202E\u2066-\u2069]/g;

/** The title without what would make it read as another one; a word in its place when nothing of it can be seen. */
export function visibleTitle(title: string): string {
  const plain = title.replace(directions, "");
  return plain.replace(/[\p{Cc}\p{Cf}\p{Z}]+/gu, "") === "" ? "Untitled" : plain;
}

/** What the name of an item's analysis state means to a reader. */
export const analysisWords: Readonly<Record<ItemSummary["analysisState"], string>> = {
  waiting: "Not analysed yet",
  done: "Analysed",
  failed: "The analysis failed",
  skipped: "Not analysed",
};

export const storyStatusWords = {
  new: "New",
  developing: "Developing",
  settled: "Settled",
  archived: "Archived",
} as const;
