/** Links and markup, in any of the clothes that a reader might follow or a page might take for its own. */
const markup = /https?:|www\.|\]\(|<\/?[a-z!]|javascript:|data:[a-z]+\//i;
/** Control characters, and marks of direction and width that are not seen. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const invisible = /[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;

/** Why a text cannot be shown as the plain words it should be, or undefined when it can. */
export function wordsProblem(text: string): string | undefined {
  if (markup.test(text)) return "has a link or markup; write plain text";
  return invisible.test(text) ? "has characters that cannot be seen" : undefined;
}

/** What of a text can be shown as plain words: addresses, tags and what cannot be seen are left out. */
export function plainWordsOf(text: string): string {
  const words = text
    .replace(/<[^>]*>/g, " ")
    .replace(/(?:https?:|www\.|javascript:|data:[a-z]+\/)\S*/gi, " ")
    .replace(/\]\(/g, "] (")
    .replaceAll("<", " ")
    .replace(new RegExp(invisible.source, "g"), "")
    .replace(/\s+/g, " ")
    .trim();
  return wordsProblem(words) === undefined ? words : "";
}
