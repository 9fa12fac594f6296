import type { FoundText } from "../../jobs/model/content/news-views.ts";
import { cutAtRanges } from "../format/cut-at-ranges.ts";

/** A text with what was found in it marked. */
export function FoundWords({ found }: { readonly found: FoundText }) {
  return cutAtRanges(found.text, found.ranges).map(({ text, start, hit }) =>
    hit ? <mark key={start}>{text}</mark> : text,
  );
}
