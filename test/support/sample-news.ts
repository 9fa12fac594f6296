import path from "node:path";
import { createItems } from "../../jobs/content/items.ts";
import { createRawItems } from "../../jobs/content/raw-items.ts";
import { createSources } from "../../jobs/content/sources.ts";
import { createStories } from "../../jobs/content/stories.ts";
import { openTestContent } from "./open-content.ts";
import { sampleArticles } from "./sample-articles.ts";
import { tempHome } from "./temp-home.ts";

const outlets: Readonly<Record<string, string>> = {
  "harbour-times": "The Harbour Times",
  ledger: "Ledger & Market",
  "kernel-weekly": "Kernel Weekly",
  "field-notes": "Field Notes",
  kuestenblatt: "Küstenblatt",
};

/** Which articles tell of the same event, as joining near-duplicates finds them. */
const stories: readonly (readonly string[])[] = [
  ["central-bank-holds", "norland-rate-decision", "zentralbank-haelt-zins"],
  ["nordlys-contract", "grey-bank-wind-farm"],
  ["meridian-hospitals-attack", "meridian-ransomware-entry", "hospital-downtime-risk"],
  ["port-strike-begins", "strike-costs"],
  ["aurelia-raises-forecast", "aurelia-second-fab"],
  ["malaria-vaccine-trial", "vaccine-hope"],
  ["tinytls-zero-day", "router-owners-warned"],
  ["verano-drought", "verano-farmers", "wheat-prices-rise"],
  ["heron-2-lands", "moon-landing", "mondlandung"],
  ["rent-cap-vote", "rent-cap-landlords"],
  ["elektrofaehre", "electric-ferry"],
];

/** `content.db` with the sample articles as clean items, grouped into stories, published in the hours before `now`. */
export async function openSampleNews(now: number, home: string = tempHome()) {
  const content = openTestContent(home);
  const ids = new Map<string, number>();
  for (const [outlet, title] of Object.entries(outlets)) {
    const { id: sourceId } = await createSources(content).add(
      { kind: "rss", url: `https://${outlet}.example/feed.xml`, title },
      now,
    );
    const articles = sampleArticles.filter((article) => article.outlet === outlet);
    const rows = articles.map(({ slug, title: heading }) => ({
      sourceId,
      key: slug,
      title: heading,
      link: `https://${outlet}.example/${slug}`,
    }));
    const added = await createRawItems(content).add(rows, now);
    const cleaned = articles.map((article, index) => {
      const id = added[index] ?? 0;
      ids.set(article.slug, id);
      const text = article.paragraphs.join("\n\n");
      return {
        ...{ id, sourceId, title: article.title, link: rows[index]?.link ?? null, canonicalUrl: null, author: null },
        ...{ language: article.language === "de" ? "deu" : "eng", leadImage: null, text, excerpt: text.slice(0, 200) },
        ...{ publishedAt: now - article.hoursAgo * 3_600_000, contentHash: article.slug, simhash: "0".repeat(16) },
      };
    });
    await createItems(content).put(cleaned, now);
  }
  for (const slugs of stories) {
    const members = await createItems(content).many(slugs.map((slug) => ids.get(slug) ?? 0));
    const [first, ...rest] = members;
    if (first) await createStories(content).begin([first, ...rest], now);
  }
  return { content, contentPath: path.join(home, "content.db"), ids };
}
