import { implement, ORPCError } from "@orpc/server";
import { contract } from "../../../jobs/api/contract.ts";

const api = implement(contract).content;
const page = { nextCursor: null };
const missing = () => {
  throw new ORPCError("NOT_FOUND", { message: "There is nothing here." });
};

/** A host that has no content yet. */
export function sampleContent() {
  return {
    changes: api.changes.handler(async function* ({ signal }) {
      await new Promise((resolve) => signal?.addEventListener("abort", resolve));
    }),
    sources: {
      list: api.sources.list.handler(() => []),
      detect: api.sources.detect.handler(() => ({ feeds: [] })),
      add: api.sources.add.handler(missing),
      update: api.sources.update.handler(missing),
      remove: api.sources.remove.handler(() => ({})),
      importOpml: api.sources.importOpml.handler(() => ({ added: [], known: [], refused: [] })),
      exportOpml: api.sources.exportOpml.handler(() => ({ opml: "" })),
    },
    items: {
      collected: api.items.collected.handler(() => []),
      list: api.items.list.handler(() => ({ items: [], ...page })),
      get: api.items.get.handler(missing),
      update: api.items.update.handler(missing),
      markRead: api.items.markRead.handler(() => ({ changed: 0 })),
      similar: api.items.similar.handler(() => []),
    },
    stories: {
      list: api.stories.list.handler(() => ({ stories: [], ...page })),
      get: api.stories.get.handler(missing),
    },
    briefs: { list: api.briefs.list.handler(() => ({ briefs: [], ...page })), get: api.briefs.get.handler(missing) },
    insights: {
      list: api.insights.list.handler(() => ({ insights: [], ...page })),
      dismiss: api.insights.dismiss.handler(() => ({})),
    },
    portfolio: {
      get: api.portfolio.get.handler(() => noPortfolio),
      importHoldings: api.portfolio.importHoldings.handler(() => ({
        holdings: [],
        removed: [],
        problems: [],
        applied: false,
      })),
      setInterests: api.portfolio.setInterests.handler(() => noPortfolio),
    },
    search: api.search.handler(() => ({ items: [], more: false, stories: [], briefs: [], insights: [], note: null })),
    spend: {
      byDay: api.spend.byDay.handler(() => ({ from: "2026-11-01", to: "2026-11-01", total: noSpend, days: [] })),
      byJob: api.spend.byJob.handler(() => ({ from: "2026-11-01", to: "2026-11-01", jobs: [] })),
    },
  };
}

const noPortfolio = { user: null, holdings: [], profile: null, exposure: [], insights: [] };
const noSpend = { calls: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 };
