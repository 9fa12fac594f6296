/**
 * Where a text is to be cut, at `length` or before it, so that no secret is torn apart: what replaces secrets would find
 * neither half. What follows the cut must be there, as far as a secret is long.
 */
export function safeCut(text: string, length: number, secrets: readonly string[]): number {
  // A pair of surrogates is one character.
  let at = /[\uD800-\uDBFF]/.test(text[length - 1] ?? "") ? length - 1 : length;
  for (let moved = true; moved; ) {
    const torn = secrets.map((secret) => beginOfTorn(text, at, secret)).filter((begin) => begin > 0);
    moved = torn.length > 0;
    at = Math.min(at, ...torn);
  }
  return at;
}

/** Where the secret begins that a cut at `at` would tear; -1 when it tears none. */
function beginOfTorn(text: string, at: number, secret: string): number {
  if (secret === "") return -1;
  const begin = text.lastIndexOf(secret, at - 1);
  return begin >= 0 && begin + secret.length > at ? begin : -1;
}
