import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const outletSchema = z.object({
  id: z.string(),
  title: z.string(),
  about: z.string(),
  format: z.enum(["rss", "atom", "json", "rdf"]),
  language: z.string(),
});
export type SampleOutlet = z.infer<typeof outletSchema>;

const articleSchema = z.object({
  outlet: z.string(),
  hoursAgo: z.number(),
  slug: z.string(),
  title: z.string(),
  paragraphs: z.array(z.string()).min(1),
});
export type SampleArticle = z.infer<typeof articleSchema>;

/** What an outlet took from another one. */
const reprintSchema = z.object({
  outlet: z.string(),
  /** The slug of the article. */
  of: z.string(),
  hoursAgo: z.number(),
  title: z.string(),
  /** Said at its end. */
  credit: z.string(),
});

export type SampleFeed = SampleOutlet & {
  /** The newest first. */
  readonly articles: readonly SampleArticle[];
};

/** The feeds of the demo: texts of our own about a country that does not exist. */
export async function readSampleFeeds(folder: string): Promise<readonly SampleFeed[]> {
  const read = async (name: string): Promise<unknown> => JSON.parse(await readFile(path.join(folder, name), "utf8"));
  const outlets = z.array(outletSchema).parse(await read("outlets.json"));
  const articles = z.array(articleSchema).parse(await read("articles.json"));
  const reprints = z.array(reprintSchema).parse(await read("reprints.json"));
  const all = [...articles, ...reprints.map((reprint) => reprinted(reprint, articles))];
  return outlets.map((outlet) => ({
    ...outlet,
    articles: all.filter((article) => article.outlet === outlet.id).sort((a, b) => a.hoursAgo - b.hoursAgo),
  }));
}

function reprinted(
  { of, credit, ...own }: z.infer<typeof reprintSchema>,
  articles: readonly SampleArticle[],
): SampleArticle {
  const original = articles.find(({ slug }) => slug === of);
  if (!original) throw new Error(`There is no sample article "${of}"`);
  return { ...own, slug: `${of}-reprint`, paragraphs: [...original.paragraphs, credit] };
}
