/** The words of a text, without case and marks. Of writing that has no spaces, its pairs of characters. */
export function wordsOf(text: string): readonly string[] {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((word) => (isUnspaced(word) ? pairs(word) : word));
}

function isUnspaced(word: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(word);
}

function pairs(word: string): readonly string[] {
  const characters = [...word];
  return characters.length < 2 ? [word] : characters.slice(1).map((second, place) => `${characters[place]}${second}`);
}
