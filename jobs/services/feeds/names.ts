/** By what prefix the elements of a namespace go here, whatever prefix the document gave it. "" is none. */
const prefixes = new Map<string, string>([
  ...names("atom:", ["http://www.w3.org/2005/atom", "http://purl.org/atom/ns#", "http://purl.org/atom/ns"]),
  ...names("", [
    ...[
      "http://purl.org/rss/1.0/",
      "http://my.netscape.com/rdf/simple/0.9/",
      "http://channel.netscape.com/rdf/simple/0.9/",
    ],
    ...["http://backend.userland.com/rss", "http://backend.userland.com/rss2", "http://blogs.law.harvard.edu/tech/rss"],
    ...["http://purl.org/net/rss1.1#", "http://my.netscape.com/publish/formats/rss-0.91.dtd"],
  ]),
  ...names("rdf:", ["http://www.w3.org/1999/02/22-rdf-syntax-ns#"]),
  ...names("dc:", ["http://purl.org/dc/elements/1.1/", "http://purl.org/dc/elements/1.0/"]),
  ...names("dcterms:", ["http://purl.org/dc/terms/"]),
  ...names("content:", ["http://purl.org/rss/1.0/modules/content/"]),
  ...names("media:", ["http://search.yahoo.com/mrss/", "http://search.yahoo.com/mrss"]),
  ...names("itunes:", ["http://www.itunes.com/dtds/podcast-1.0.dtd", "http://example.com/dtds/podcast-1.0.dtd"]),
  ...names("xhtml:", ["http://www.w3.org/1999/xhtml"]),
]);

function names(prefix: string, uris: readonly string[]): readonly (readonly [string, string])[] {
  return uris.map((uri) => [uri, prefix] as const);
}

/** The namespaces that are in force somewhere in a document: from the document's prefix to ours. */
export type Scope = ReadonlyMap<string, string>;

/** As documents use the usual prefixes that they forget to declare. */
export const usualScope: Scope = new Map(
  ["atom", "rdf", "dc", "dcterms", "content", "media", "itunes", "xhtml"].map((prefix) => [prefix, `${prefix}:`]),
);

/** The scope within an element with these attributes. */
export function scopeWithin(outer: Scope, attributes: Readonly<Record<string, string>>): Scope {
  const present = Object.keys(attributes);
  if (present.length === 0) return outer;
  const declared = present.filter((name) => name === "xmlns" || name.startsWith("xmlns:"));
  if (declared.length === 0) return outer;
  const scope = new Map(outer);
  for (const name of declared.slice(0, 100)) {
    const uri = attributes[name] ?? "";
    const prefix = name.slice("xmlns:".length);
    scope.set(prefix, prefixes.get(uri.trim().toLowerCase()) ?? (prefix === "" ? "" : `${prefix}:`));
  }
  return scope;
}

/** An element's name with our prefix. Atom has none in a feed of its own. */
export function ourName(name: string, scope: Scope, isAtom: boolean): string {
  const colon = name.indexOf(":");
  const written = colon < 0 ? "" : name.slice(0, colon);
  const prefix = scope.get(written) ?? (colon < 0 ? "" : `${written}:`);
  return (isAtom && prefix === "atom:" ? "" : prefix) + name.slice(colon + 1);
}
