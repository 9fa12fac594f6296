import type { ContentCalls, ContentParts } from "./calls.ts";
import { itemCalls } from "./item-calls.ts";
import { insightCalls, portfolioCalls } from "./portfolio-calls.ts";
import { searchCall } from "./search-call.ts";
import { sourceCalls } from "./source-calls.ts";
import { spendCalls } from "./spend-calls.ts";
import { briefCalls, storyCalls } from "./story-calls.ts";

/** The handlers of all calls about content. */
export function contentCalls(parts: ContentParts): ContentCalls {
  return {
    sources: sourceCalls(parts),
    items: itemCalls(parts),
    stories: storyCalls(parts),
    briefs: briefCalls(parts),
    insights: insightCalls(parts),
    portfolio: portfolioCalls(parts),
    search: searchCall(parts),
    spend: spendCalls(parts),
  };
}
