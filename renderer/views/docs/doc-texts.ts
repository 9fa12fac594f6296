/// <reference types="vite/client" />

const folder = "../../../docs/";
// Read by the build as it stands here: each document becomes a file of its own beside the page.
const texts = import.meta.glob<string>(["../../../docs/*.md", "../../../docs/recipes/*.md"], {
  query: "?raw",
  import: "default",
});

/**
 * The text of a document, read from what Jobdeck was built with.
 *
 * @throws Error when there is none of this name
 */
export async function readDoc(name: string): Promise<string> {
  const read = texts[`${folder}${name}.md`];
  if (!read) throw new Error(`There is no document “${name}”.`);
  return read();
}

export type DocPlace = { readonly name: string; readonly anchor: string };

/** Where a link of a document leads to within the documentation; null when it leads elsewhere. */
export function placeOf(url: string, from: string): DocPlace | null {
  const base = "docs://docs/";
  const target = URL.parse(url, `${base}${from}.md`);
  if (!target?.href.startsWith(base)) return null;
  const name = target.pathname.slice(1).replace(/\.md$/, "");
  return `${folder}${name}.md` in texts ? { name, anchor: target.hash.slice(1) } : null;
}
