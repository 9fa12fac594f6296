import type { App } from "../../workbench/app.ts";
import type { QuickItem } from "../../workbench/quick-open.ts";
import { visibleTitle } from "./news-words.ts";

const mostFound = 8;

/** Items for the quick open. */
export async function findItems(app: App, typed: string, signal: AbortSignal): Promise<readonly QuickItem[]> {
  const found = await app.client().content.search({ words: typed, limit: mostFound }, { signal });
  return found.items.map(({ item }) => ({
    ...{
      id: `item:${item.id}`,
      label: visibleTitle(item.title),
      icon: "book",
      description: item.sourceTitle,
      keys: "",
    },
    run: (stay) => app.open({ kind: "news-item", id: String(item.id) }, { preview: !stay }),
  }));
}
