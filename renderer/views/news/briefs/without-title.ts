/** The Markdown of a brief without the heading that says its title once more: the page has one of its own. */
export function withoutTitle(markdown: string, title: string): string {
  const [, heading = "", rest = ""] = /^# ([^\n]*)\n([\s\S]*)$/.exec(markdown.trimStart()) ?? [];
  return heading.trim() === title.trim() ? rest.trimStart() : markdown;
}
