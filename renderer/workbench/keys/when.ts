/** What holds now, by name: `editorFocus` is true, `activeEditor` is "job". What is not there is false. */
export type Context = Readonly<Record<string, string | boolean>>;

/** When a binding or a menu item counts. */
export type When =
  | { readonly kind: "key"; readonly key: string }
  | { readonly kind: "is"; readonly key: string; readonly value: string; readonly negated: boolean }
  | { readonly kind: "not"; readonly part: When }
  | { readonly kind: "and" | "or"; readonly parts: readonly When[] };

export type ParsedWhen = { readonly ok: true; readonly when: When } | { readonly ok: false; readonly message: string };

type Token = { readonly text: string; readonly kind: "sign" | "word" | "text"; readonly at: number };

/** Deeper than anybody writes; the reader calls itself. */
const deepest = 50;

/**
 * Reads VS Code's when-clauses: keys, `==`, `!=`, `!`, `&&`, `||` and parentheses.
 *
 *     or   = and { "||" and }        unary = "!" unary | "(" or ")" | key [ ( "==" | "!=" ) value ]
 *     and  = unary { "&&" unary }    value = word | 'text'
 */
export function parseWhen(text: string): ParsedWhen {
  try {
    return { ok: true, when: createReader(tokensOf(text), text.length).whole() };
  } catch (error) {
    if (error instanceof WhenError) return { ok: false, message: error.message };
    throw error;
  }
}

class WhenError extends Error {}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const pattern = /\s*(?:(&&|\|\||===?|!==?|!|\(|\))|'([^']*)'|([^\s&|=!()'<>~]+))/y;
  for (;;) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (!match) {
      const rest = text.slice(at).trim();
      if (rest !== "")
        throw new WhenError(`"${rest.slice(0, 20)}" is not understood. Use ==, !=, !, &&, || and parentheses.`);
      return tokens;
    }
    const [, sign, quoted, word] = match;
    tokens.push({
      text: sign ?? quoted ?? word ?? "",
      kind: sign ? "sign" : quoted === undefined ? "word" : "text",
      at,
    });
  }
}

function createReader(tokens: readonly Token[], end: number) {
  let place = 0;
  const isSign = (...texts: readonly string[]): boolean => {
    const token = tokens[place];
    return token?.kind === "sign" && texts.includes(token.text);
  };
  const fail = (wanted: string): never => {
    const token = tokens[place];
    throw new WhenError(
      token
        ? `Expected ${wanted} before "${token.text}" (character ${token.at + 1}).`
        : `Expected ${wanted} at its end (character ${end + 1}).`,
    );
  };
  const word = (what: string, alsoText: boolean): string => {
    const token = tokens[place];
    if (!token || token.kind === "sign" || (token.kind === "text" && !alsoText)) return fail(what);
    place += 1;
    return token.text;
  };
  const list = (sign: string, kind: "and" | "or", part: (depth: number) => When, depth: number): When => {
    const parts = [part(depth)];
    while (isSign(sign)) {
      place += 1;
      parts.push(part(depth));
    }
    return parts.length === 1 && parts[0] ? parts[0] : { kind, parts };
  };
  const or = (depth: number): When => list("||", "or", and, depth);
  const and = (depth: number): When => list("&&", "and", unary, depth);
  const unary = (depth: number): When => {
    if (depth > deepest) throw new WhenError("It has too many parentheses within one another.");
    if (isSign("!")) {
      place += 1;
      return { kind: "not", part: unary(depth + 1) };
    }
    if (!isSign("(")) return comparison();
    place += 1;
    const inside = or(depth + 1);
    if (!isSign(")")) fail('")"');
    place += 1;
    return inside;
  };
  const comparison = (): When => {
    const key = word("a name", false);
    if (!isSign("==", "===", "!=", "!==")) return { kind: "key", key };
    const negated = isSign("!=", "!==");
    place += 1;
    return { kind: "is", key, value: word("a value", true), negated };
  };
  return {
    whole: (): When => {
      const when = or(0);
      if (place < tokens.length) fail("&& or ||");
      return when;
    },
  };
}

/** Whether it holds in a context. */
export function holds(when: When, context: Context): boolean {
  switch (when.kind) {
    case "key":
      return when.key === "true" || (context[when.key] ?? false) !== false;
    case "is":
      return (String(context[when.key] ?? false) === when.value) !== when.negated;
    case "not":
      return !holds(when.part, context);
    case "and":
      return when.parts.every((part) => holds(part, context));
    case "or":
      return when.parts.some((part) => holds(part, context));
  }
}

/** As it is written, with no more parentheses than needed. */
export function whenText(when: When): string {
  switch (when.kind) {
    case "key":
      return when.key;
    case "is":
      return `${when.key} ${when.negated ? "!=" : "=="} ${/^[^\s&|=!()'<>~]+$/.test(when.value) ? when.value : `'${when.value}'`}`;
    case "not":
      return when.part.kind === "key" || when.part.kind === "not"
        ? `!${whenText(when.part)}`
        : `!(${whenText(when.part)})`;
    case "and":
      return when.parts.map((part) => (part.kind === "or" ? `(${whenText(part)})` : whenText(part))).join(" && ");
    case "or":
      return when.parts.map(whenText).join(" || ");
  }
}
