import type { FoundText } from "../model/content/news-views.ts";
import type { SearchWords } from "./search-words.ts";

export type TextQuery = {
  readonly words: SearchWords;
  readonly limit: number;
  readonly sourceId?: number | undefined;
  /** ISO 639-3. */
  readonly language?: string | undefined;
  readonly unread?: boolean | undefined;
  /** Published from then on, and before then. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
};

export type TextHit = { readonly itemId: number; readonly title: FoundText; readonly snippet: FoundText };

/** What finds items by their words: with the nearest vectors the half of the store that is different in each database. */
export type TextSearch = {
  /** The best first. Nothing when there is no word to look for. */
  readonly find: (query: TextQuery) => Promise<readonly TextHit[]>;
};
