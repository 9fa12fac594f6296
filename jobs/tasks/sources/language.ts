import { franc } from "franc-min";

/** Letters that are looked at: more tell nothing new. */
const sample = 2_000;
/** Fewer letters make a guess no better than chance. */
const fewestLetters = 40;
const unknown = "und";

/** The language of a text as ISO 639-3, "und" when it is too short to tell. */
export function languageOf(text: string): string {
  const part = text.slice(0, sample);
  const letters = part.match(/\p{L}/gu)?.length ?? 0;
  return letters < fewestLetters ? unknown : franc(part);
}
