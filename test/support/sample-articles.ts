import { readFileSync } from "node:fs";
import path from "node:path";
import { samplesPath } from "./paths.ts";

export type SampleArticle = {
  readonly outlet: string;
  readonly hoursAgo: number;
  readonly slug: string;
  readonly title: string;
  readonly language: string;
  readonly paragraphs: readonly string[];
};

/** Thirty articles of our own about a country that does not exist: what a day of five feeds looks like. */
export const sampleArticles = JSON.parse(
  readFileSync(path.join(samplesPath, "news", "articles.json"), "utf8"),
) as readonly SampleArticle[];

export function sampleArticle(slug: string): SampleArticle & { readonly text: string } {
  const found = sampleArticles.find((article) => article.slug === slug);
  if (!found) throw new Error(`There is no sample article "${slug}"`);
  return { ...found, text: found.paragraphs.join("\n\n") };
}
