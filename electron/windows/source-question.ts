import { z } from "zod";

/** Calls that make the host fetch from addresses that the window gives. */
export const sourceCalls = ["/content/sources/detect", "/content/sources/add", "/content/sources/importOpml"] as const;

export type SourceQuestion = {
  readonly message: string;
  readonly detail: string;
  /** The site: confirmed once, it is not asked about again as long as the window is connected. */
  readonly site?: string;
};

const wishSchema = z.object({
  address: z.string().max(2_048).optional(),
  url: z.string().max(2_048).optional(),
  opml: z.string().optional(),
});
const shownSites = 25;

/**
 * What the user is asked about an address that is to be fetched: whoever chooses one can send with it what the window shows.
 * Null for an input that the host refuses anyway.
 */
export function sourceQuestion(input: unknown): SourceQuestion | null {
  const wish = wishSchema.safeParse(input);
  if (!wish.success) return null;
  const { address, url, opml } = wish.data;
  if (opml !== undefined) return opmlQuestion(opml);
  const typed = (address ?? url)?.trim();
  if (!typed) return null;
  const site = siteOf(typed);
  return { message: `Fetch news from ${site ?? "this address"}?`, detail: typed, ...(site && { site }) };
}

/** Every site of the file is shown, as far as there is room: each is fetched from, as long as it is a source. */
function opmlQuestion(opml: string): SourceQuestion | null {
  const addresses = [...opml.matchAll(/\bxmlUrl\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map(
    (match) => match[1] ?? match[2] ?? "",
  );
  const sites = [...new Set(addresses.map((each) => siteOf(each) ?? each.slice(0, 100)))];
  if (sites.length === 0) return null;
  const more = sites.length - shownSites;
  return {
    message: addresses.length === 1 ? "Add this feed?" : `Add these ${addresses.length} feeds?`,
    detail: [...sites.slice(0, shownSites), ...(more > 0 ? [`and ${more} more sites`] : [])].join("\n"),
  };
}

/** Host and port; undefined for what is no address, such as the handle of a channel. */
function siteOf(address: string): string | undefined {
  if (address.startsWith("@")) return undefined;
  const whole = /^https?:\/\//i.test(address) ? address : `https://${address}`;
  return URL.canParse(whole) ? new URL(whole).host : undefined;
}
