/*
 * How systemd takes a value apart into words (extract-word.c): quotes are removed wherever they are, a backslash makes a
 * character as in C, also within quotes.
 */

export type Word = {
  /** As it stands there, to tell `;` from `";"`. */
  readonly raw: string;
  readonly text: string;
};

const escapes: Readonly<Record<string, string>> = {
  ...{ a: "\u0007", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v", s: " " },
  ...{ "\\": "\\", '"': '"', "'": "'" },
};

/** The words; a text says what is wrong. */
export function splitWords(value: string): readonly Word[] | string {
  const words: Word[] = [];
  let at = 0;
  while (at < value.length) {
    if (/\s/.test(value[at] ?? "")) {
      at += 1;
      continue;
    }
    const word = readWord(value, at);
    if (typeof word === "string") return word;
    words.push({ raw: value.slice(at, word.end), text: word.text });
    at = word.end;
  }
  return words;
}

function readWord(value: string, start: number): { readonly text: string; readonly end: number } | string {
  let [text, quote, at] = ["", "", start];
  // The one escape that belongs to command lines: a semicolon that ends no command.
  if (/^\\;(\s|$)/.test(value.slice(start, start + 3))) return { text: ";", end: start + 2 };
  while (at < value.length) {
    const char = value[at] ?? "";
    if (quote === "" && /\s/.test(char)) break;
    if (char === "\\") {
      const escaped = decode(value.slice(at + 1, at + 10));
      if (!escaped) return `"\\${value.slice(at + 1, at + 2)}" is no character that systemd knows`;
      text += escaped.text;
      at += 1 + escaped.length;
      continue;
    }
    if (quote === "" && (char === "'" || char === '"')) quote = char;
    else if (char === quote) quote = "";
    else text += char;
    at += 1;
  }
  return quote === "" ? { text, end: at } : "its quotes are not closed";
}

function decode(rest: string): { readonly text: string; readonly length: number } | undefined {
  const simple = Object.hasOwn(escapes, rest.charAt(0)) ? escapes[rest.charAt(0)] : undefined;
  if (simple !== undefined) return { text: simple, length: 1 };
  const [all = "", hex, octal] = /^(?:x([\da-f]{2})|([0-3][0-7]{2})|u[\da-f]{4}|U[\da-f]{8})/i.exec(rest) ?? [];
  if (all === "") return undefined;
  const code = octal === undefined ? Number.parseInt(hex ?? all.slice(1), 16) : Number.parseInt(octal, 8);
  // A byte above 127 would be a piece of a character.
  const isByte = hex !== undefined || octal !== undefined;
  if (code === 0 || code > 0x10ffff || (isByte && code > 127)) return undefined;
  return { text: String.fromCodePoint(code), length: all.length };
}
