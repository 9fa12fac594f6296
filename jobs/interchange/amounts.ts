/** What may stand around and between the digits: spaces of all kinds, apostrophes, signs of currencies. */
const ornaments = /[\s\u00A0\u202F'’$€£¥]/gu;

/**
 * Whether a file writes 1.5 or 1,5. One number that can be read one way only decides for all: "12,5" and "1.234,56" have a
 * comma, "12.5" and "1,234.56" a point. When none does, a comma before three digits parts thousands.
 */
export function decimalMark(amounts: readonly string[]): "." | "," {
  for (const amount of amounts) {
    const plain = amount.replace(ornaments, "");
    const last = Math.max(plain.lastIndexOf(","), plain.lastIndexOf("."));
    if (last === -1) continue;
    const mark = plain[last] === "," ? "," : ".";
    const isMixed = plain.includes(mark === "," ? "." : ",");
    const isOnce = plain.indexOf(mark) === last;
    if (isOnce && (isMixed || plain.length - last - 1 !== 3)) return mark;
    // Twice the same: it parts thousands.
    if (!isOnce) return mark === "," ? "." : ",";
  }
  return ".";
}

/** A number as people write it; undefined when it is none. */
export function parseAmount(text: string, mark: "." | ","): number | undefined {
  const plain = text.replace(ornaments, "").replace(/^\((.+)\)$/, "-$1");
  const other = mark === "," ? "." : ",";
  const normal = plain.replaceAll(other, "").replace(mark, ".");
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(normal)) return undefined;
  const number = Number(normal);
  return Number.isFinite(number) ? number : undefined;
}
