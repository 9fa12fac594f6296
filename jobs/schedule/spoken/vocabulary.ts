/** Names of days, months and small numbers as people write them; a short form is the beginning of the long one. */
const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;
const months = [
  ...(["january", "february", "march", "april", "may", "june"] as const),
  ...(["july", "august", "september", "october", "november", "december"] as const),
];
const numbers = [
  ...(["zero", "one", "two", "three", "four", "five", "six"] as const),
  ...(["seven", "eight", "nine", "ten", "eleven", "twelve"] as const),
];
const ordinals = ["", "first", "second", "third", "fourth", "fifth"] as const;

/** 0 is Sunday; also "mon", "tues", "fridays". */
export function weekdayOf(word: string): number | undefined {
  const name = word.replace(/(?<=day|^mon|^tue|^wed|^thu|^fri|^sat|^sun)s$/, "");
  return place(weekdays, name);
}

/** 1 is January; also "jan", "sept". */
export function monthOf(word: string): number | undefined {
  const found = place(months, word);
  return found === undefined ? undefined : found + 1;
}

/** "3", "three", "a"; whole numbers only. */
export function numberOf(word: string): number | undefined {
  if (/^\d{1,6}$/.test(word)) return Number(word);
  if (word === "a" || word === "an") return 1;
  const found = numbers.indexOf(word as (typeof numbers)[number]);
  return found === -1 ? undefined : found;
}

/** "1st", "first", "1"; "last" is -1. */
export function ordinalOf(word: string): number | undefined {
  if (word === "last") return -1;
  const digits = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word)?.[1];
  if (digits !== undefined) return Number(digits);
  const found = ordinals.indexOf(word as (typeof ordinals)[number]);
  return found < 1 ? undefined : found;
}

function place(names: readonly string[], word: string): number | undefined {
  if (word.length < 3) return undefined;
  const found = names.findIndex((name) => name.startsWith(word));
  return found === -1 ? undefined : found;
}
