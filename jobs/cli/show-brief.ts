import type { JobdeckClient } from "../api/contract.ts";
import { newsItemDocument } from "./news-documents.ts";
import { iso } from "./words.ts";

type Brief = Awaited<ReturnType<JobdeckClient["content"]["briefs"]["get"]>>;

/** What `brief --json` prints, and `demo --json` as its `brief`. Fields may be added, never renamed. */
export function briefDocument({ fromAt, toAt, createdAt, items, ...brief }: Brief) {
  return {
    ...brief,
    ...{ fromAt: iso(fromAt), toAt: iso(toAt), createdAt: iso(createdAt) },
    items: items.map(newsItemDocument),
  };
}

/** The newest one; null when none was made. */
export async function newestBrief(client: JobdeckClient): Promise<Brief | null> {
  const { briefs } = await client.content.briefs.list({ limit: 1 });
  const [newest] = briefs;
  return newest ? client.content.briefs.get({ briefId: newest.id }) : null;
}
