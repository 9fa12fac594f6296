import type { TextBlock } from "./html-text.ts";

/** What feeds and pages put around what they say. Only of short blocks: a long one that begins so may say something. */
const phrases = [
  /^(continue reading|read (more|on|the (full|whole|rest)|full (story|article))|keep reading|full story)\b/i,
  /^the post .+ (appeared first on|first appeared on) /i,
  /^(this (article|post|story)) (was )?(originally|first) (published|appeared)/i,
  /^(subscribe|sign up|log ?in|register|join) (to|for|now|here|in)\b/i,
  /^(share|tweet|pin|like|follow us|e-?mail this|print this|save this)\b.{0,60}$/i,
  /^(advertisement|advertising|sponsored( content)?|promoted|anzeige|werbung|publicité)\b.{0,40}$/i,
  /^(related|recommended|more (from|on|in)|you (may|might) (also )?like|see also|trending|most (read|popular))\b.{0,80}$/i,
  /^(comments?|leave a (comment|reply)|\d+ comments?|view comments)\b.{0,40}$/i,
  /^(we use cookies|this (site|website) uses cookies|accept (all )?cookies)/i,
  /^(all rights reserved|©|copyright (©|\(c\)|\d{4}))/i,
  /^(click|tap) here\b/i,
  /^(image|photo|picture|credit|source): .{0,80}$/i,
  /^(weiterlesen|mehr lesen|lire la suite|leer más|seguir leyendo|continua a leggere|lees (meer|verder))\b/i,
];
const shortBlock = 200;
/** A short block that is nearly all link leads elsewhere. */
const mostlyLinked = 0.8;

/** The blocks that say something. When none would be left, all are kept: a wrong guess must not empty an item. */
export function withoutBoilerplate(blocks: readonly TextBlock[]): readonly TextBlock[] {
  const kept = blocks.filter((block, place) => !isBoilerplate(block) && !isRepeated(block, blocks, place));
  return kept.length > 0 ? kept : blocks;
}

function isBoilerplate({ text, linked }: TextBlock): boolean {
  if (text.length > shortBlock) return false;
  if (!/[\p{L}\p{N}]/u.test(text)) return true;
  return phrases.some((phrase) => phrase.test(text)) || (linked >= mostlyLinked && text.length < shortBlock / 2);
}

/** A teaser that stands again in front of the text. */
function isRepeated({ text }: TextBlock, blocks: readonly TextBlock[], place: number): boolean {
  return blocks.findIndex((other) => other.text === text) !== place;
}
