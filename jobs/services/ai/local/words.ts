/** Words that say nothing about what a text is about: English, German, French, Spanish. */
const empty = new Set(
  (
    "a about above after again against all also am an and any are as at be because been before being below between both but by can " +
    "could did do does doing down during each few for from further had has have having he her here hers him his how however i if in " +
    "into is it its itself just like made make many may me might more most much must my new no nor not now of off on once one only or " +
    "other our out over own per said same say says she should since so some such than that the their them then there these they this " +
    "those through to too two under until up us very was we were what when where which while who whom why will with would year years " +
    "you your yesterday today tomorrow week month according including told " +
    "der die das den dem des ein eine einen einem einer und oder aber nicht mit von für auf aus bei nach über unter ist sind war waren " +
    "wird werden hat haben hatte sich auch noch nur wie als dass im am zum zur " +
    "le la les un une des et ou mais ne pas dans sur avec pour par est sont était ont avait qui que dont ce cette ces au aux du il elle " +
    "el los las una unos unas y o pero en con por para es son era ha han que se su sus del al lo"
  ).split(" "),
);

/** Lower-case words and numbers of any script, in order. Texts without spaces (Chinese, Japanese, Thai) give pairs of letters. */
export function wordsOf(text: string): readonly string[] {
  const words =
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu) ?? [];
  return words.flatMap((word) => (unspaced.test(word) ? pairsOf(word) : [word]));
}

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

function pairsOf(word: string): readonly string[] {
  const letters = [...word];
  return letters.length < 2 ? letters : letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
}

/** The words that carry a meaning, roughly without endings: "banks" and "bank" count as one. */
export function termsOf(text: string): readonly string[] {
  return wordsOf(text)
    .filter((word) => word.length > 1 && !empty.has(word))
    .map(stem);
}

/** English endings only, and only those that are safe to take. */
function stem(word: string): string {
  if (word.length < 5 || /\d/.test(word)) return word;
  const plain = word.replace(/['’]s$/, "");
  if (/(ss|us|is)$/.test(plain)) return plain;
  return plain.replace(/ies$/, "y").replace(/(?<=[a-z]{3})s$/, "");
}
