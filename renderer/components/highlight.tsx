import { splitByQuery } from "../state/log-rows.ts";

/** A text with every hit of the query marked. */
export function Highlight({ text, query }: { readonly text: string; readonly query: string }) {
  if (query === "") return text;
  return splitByQuery(text, query).map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other name than their place
    index % 2 === 1 ? <mark key={index}>{part}</mark> : part,
  );
}
