import { type ContentDatabase, openContent } from "../../content/content-database.ts";
import { createGroupWriter, type GroupWriter } from "../../content/group-writer.ts";
import { createRawItems } from "../../content/raw-items.ts";
import { createSources } from "../../content/sources.ts";
import type { TaskContext } from "../../sdk/context.ts";
import { hostsIn } from "../../services/http/address-guard.ts";
import { createHttpClient, type HttpClient } from "../../services/http/http-client.ts";

/** What everything about sources works with. */
export type SourceParts = {
  readonly sources: ReturnType<typeof createSources>;
  readonly rawItems: ReturnType<typeof createRawItems>;
  /** Writes together with what others write in the same moment. */
  readonly write: GroupWriter;
  readonly client: HttpClient;
  readonly now: () => number;
  /** Pages of items whose feed brings a summary only are wanted. */
  readonly fullText: boolean;
};

export function sourceParts(content: ContentDatabase, settings: TaskContext["settings"]): SourceParts {
  return {
    sources: createSources(content),
    rawItems: createRawItems(content),
    write: createGroupWriter(content),
    client: createHttpClient({ allowedHosts: hostsIn(settings["network.allowedHosts"]) }),
    now: Date.now,
    fullText: settings["news.fullText"] !== "false",
  };
}

/** Opens the content, hands the parts over, and closes it again whatever happens. */
export async function withSources<T>(context: TaskContext, work: (parts: SourceParts) => Promise<T>): Promise<T> {
  const content = openContent(context.contentPath);
  try {
    return await work(sourceParts(content, context.settings));
  } finally {
    await content.destroy();
  }
}
