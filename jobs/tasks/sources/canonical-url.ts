/** Parameters that say where a reader came from, and nothing of the page. */
const tracking =
  /^(utm_|mc_[ce]id$|fbclid$|gclid$|dclid$|msclkid$|yclid$|igshid$|ref$|ref_src$|cmp$|cmpid$|ito$|smid$|spm$|_hs(enc|mi)$|at_|xtor$|wt_|guccounter$|guce_)/i;

/**
 * The address of a page without what differs from link to link to it: parameters that follow readers, their order, the
 * fragment, a slash at the end. Null when it is no address of a page.
 */
export function canonicalUrl(link: string | null): string | null {
  if (link === null || !URL.canParse(link)) return null;
  const url = new URL(link);
  if (url.protocol !== "http:" && url.protocol !== "https:") return null;
  url.hash = "";
  url.username = "";
  url.password = "";
  for (const name of [...url.searchParams.keys()]) if (tracking.test(name)) url.searchParams.delete(name);
  url.searchParams.sort();
  url.pathname = url.pathname.replace(/(?<=.)\/+$/, "");
  return url.href;
}
