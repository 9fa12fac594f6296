import type { ContentDatabase } from "../../content/content-database.ts";
import { createHoldings } from "../../content/holdings.ts";
import { createInsights } from "../../content/insights.ts";
import { createItemLists } from "../../content/item-lists.ts";
import type { PageWish } from "../../content/pages.ts";
import { createProfiles } from "../../content/profiles.ts";
import { createUsers } from "../../content/users.ts";
import { exposureOf, valued } from "../../model/content/exposure.ts";
import type { InsightView, Portfolio } from "../../model/content/portfolio-views.ts";
import type { Insight, Profile } from "../../model/portfolio.ts";
import type { ContentCalls, ContentParts } from "./calls.ts";
import { notThere, pageWish } from "./common.ts";
import { importHoldings, ownUser } from "./import-holdings.ts";

const insightsShown = 50;

/** The calls about insights. */
export function insightCalls({ content, now }: ContentParts): ContentCalls["insights"] {
  return {
    list: async (input) => {
      const user = await createUsers(content).main();
      return user ? insightPage(content, user.id, pageWish(input)) : { insights: [], nextCursor: null };
    },
    dismiss: async ({ insightId }) => {
      if (!(await createInsights(content).dismiss(insightId, now()))) throw notThere("insight", insightId);
      return {};
    },
  };
}

/** The calls about the portfolio. */
export function portfolioCalls({ content, now }: ContentParts): ContentCalls["portfolio"] {
  return {
    get: () => portfolioOf(content),
    importHoldings: ({ csv, apply = false, skipProblems = false }) =>
      importHoldings({ content, csv, apply, skipProblems, now: now() }),
    setInterests: async ({ interests }) => {
      const users = createUsers(content);
      const user = (await users.main()) ?? (await users.get(await users.add(ownUser, now())));
      if (user) await users.setInterests(user.id, [...new Set(interests)]);
      return portfolioOf(content);
    },
  };
}

/** What is held, by whom, and what it led to. */
async function portfolioOf(content: ContentDatabase): Promise<Portfolio> {
  const user = await createUsers(content).main();
  if (!user) return { user: null, holdings: [], profile: null, exposure: [], insights: [] };
  const holdings = await createHoldings(content).ofUser(user.id);
  const profile = await createProfiles(content).ofUser(user.id);
  const { insights } = await insightPage(content, user.id, { limit: insightsShown });
  const { email, name, interests, demo } = user;
  return {
    user: { email, name, interests: [...interests], demo },
    holdings: [...valued(holdings)],
    profile: profile ? profileView(profile) : null,
    exposure: [...exposureOf(holdings)],
    insights,
  };
}

async function insightPage(content: ContentDatabase, userId: number, wish: PageWish) {
  const { rows, nextCursor } = await createInsights(content).page(userId, wish);
  const items = await createItemLists(content).many([...new Set(rows.flatMap(({ itemIds }) => itemIds))]);
  const known = new Map(
    items.map(({ id, title, sourceTitle, publishedAt }) => [id, { id, title, sourceTitle, publishedAt }]),
  );
  const view = (insight: Insight): InsightView => {
    const { id, kind, title, text, reasons, score, relevance, createdAt, itemIds } = insight;
    const rests = itemIds.flatMap((itemId) => known.get(itemId) ?? []);
    return { id, kind, title, text, reasons: [...reasons], score, relevance, items: rests, createdAt };
  };
  return { insights: rows.map(view), nextCursor };
}

function profileView({ userId: _, sectors, interests, ...profile }: Profile): NonNullable<Portfolio["profile"]> {
  return { ...profile, sectors: [...sectors], interests: [...interests] };
}
