import type { Item } from "../../model/news.ts";
import type { Passage } from "../../services/ai/ai.ts";
import { passagesOf, type TextPassage } from "../../services/ai/passages.ts";

/** A story of many items is told by its newest ones. */
const mostItems = 6;
const mostPassages = 8;

export type StoryPassage = TextPassage & { readonly itemId: number; readonly text: string };

/** The passages of a story's items; an id names the item too: `i12p3`. Newest items first. */
export function storyPassages(items: readonly Item[]): readonly StoryPassage[] {
  return items.slice(0, mostItems).flatMap((item) =>
    passagesOf(item.text, mostPassages).map(({ id, start, end }) => ({
      ...{ id: `i${item.id}${id}`, start, end, itemId: item.id },
      text: item.text.slice(start, end),
    })),
  );
}

/** As a question is given them, each item's title before its passages. */
export function givenTexts(items: readonly Item[], passages: readonly StoryPassage[]): readonly Passage[] {
  return items
    .slice(0, mostItems)
    .flatMap((item) => [
      { id: `i${item.id}title`, text: item.title },
      ...passages.filter(({ itemId }) => itemId === item.id).map(({ id, text }) => ({ id, text })),
    ]);
}
