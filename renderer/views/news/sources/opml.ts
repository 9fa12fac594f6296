export type OpmlPreview = {
  readonly fresh: readonly OpmlFeed[];
  readonly known: readonly OpmlFeed[];
  /** What is in the file and no address of the web. */
  readonly refused: readonly string[];
};

export type OpmlFeed = { readonly url: string; readonly title: string };

/**
 * What an OPML text would bring. The host reads it once more when it is imported; this is for the eye.
 *
 * @param outlines the attributes of its outlines
 * @param known addresses that are sources already
 */
export function previewOpml(
  outlines: readonly { readonly xmlUrl: string; readonly title: string }[],
  known: ReadonlySet<string>,
): OpmlPreview {
  const feeds = new Map<string, OpmlFeed>();
  const refused = new Set<string>();
  for (const { xmlUrl, title } of outlines) {
    const url = URL.parse(xmlUrl.trim());
    if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) refused.add(xmlUrl);
    else if (!feeds.has(url.href)) feeds.set(url.href, { url: url.href, title: title || url.href });
  }
  const all = [...feeds.values()];
  const isKnown = ({ url }: OpmlFeed) => known.has(url) || known.has(url.replace(/\/$/, ""));
  return { fresh: all.filter((feed) => !isKnown(feed)), known: all.filter(isKnown), refused: [...refused] };
}

/** The outlines of an OPML text; null when it is none. Nothing of it is run or fetched: the parser knows no entities of its own. */
export function outlinesOf(text: string): readonly { readonly xmlUrl: string; readonly title: string }[] | null {
  const document = new DOMParser().parseFromString(text, "text/xml");
  if (document.querySelector("parsererror") !== null || document.querySelector("opml") === null) return null;
  return [...document.querySelectorAll("outline")].flatMap((outline) => {
    const xmlUrl = outline.getAttribute("xmlUrl") ?? outline.getAttribute("xmlurl");
    const title = outline.getAttribute("title") ?? outline.getAttribute("text") ?? "";
    return xmlUrl === null ? [] : [{ xmlUrl, title }];
  });
}
