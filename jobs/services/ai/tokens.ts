/** A token of the models in use is hardly ever shorter than this on average, whatever the language. */
const bytesPerToken = 2;
/** What a request adds around its texts. */
const tokensAround = 200;

/**
 * How many tokens a text can cost at the most, without asking its model's tokeniser: budgets are held by it, so it errs
 * upwards (English has about 4 bytes a token).
 */
export function mostTokens(...texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Math.ceil(Buffer.byteLength(text) / bytesPerToken), tokensAround);
}

/** The beginning of a text that is no longer than so many tokens, by the same measure; never cuts a character. */
export function cutToTokens(text: string, tokens: number): string {
  const bytes = Buffer.from(text);
  const most = tokens * bytesPerToken;
  if (bytes.length <= most) return text;
  // A cut inside a character leaves U+FFFD at the end.
  return bytes
    .subarray(0, most)
    .toString()
    .replace(/\uFFFD+$/, "");
}
