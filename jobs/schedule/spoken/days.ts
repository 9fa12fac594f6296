import { ordinalOf, weekdayOf } from "./vocabulary.ts";

/** Days of the week as a pattern's last field: of "weekdays", "mondays and fridays", "mon-thu"; undefined for other words. */
export function weekdayField(phrase: string): string | undefined {
  const words = phrase.replace(/^(?:weekly\s+|every\s+week\s+)?(?:on\s+)?(?:every\s+|each\s+)?/, "");
  if (/^(?:week|work|working )days?$/.test(words)) return "1-5";
  if (/^weekends?$/.test(words)) return "0,6";
  const [, from, to] = /^([a-z]+)\s*(?:-|\s(?:to|through|until)\s)\s*([a-z]+)$/.exec(words) ?? [];
  if (from !== undefined && to !== undefined) return rangeOf(weekdayOf(from), weekdayOf(to));
  const days = listOf(words).map(weekdayOf);
  return days.length === 0 || days.includes(undefined) ? undefined : fieldOf(days.filter((day) => day !== undefined));
}

function rangeOf(from: number | undefined, to: number | undefined): string | undefined {
  if (from === undefined || to === undefined || from === to) return undefined;
  const count = ((to - from + 7) % 7) + 1;
  return fieldOf(Array.from({ length: count }, (_, index) => (from + index) % 7));
}

function fieldOf(days: readonly number[]): string {
  const sorted = [...new Set(days)].sort((a, b) => a - b).join(",");
  return sorted === "1,2,3,4,5" ? "1-5" : sorted;
}

/**
 * Day and day of the week of a monthly pattern: of "the 1st and the 15th", "last day", "2nd tuesday", "last friday of the
 * month"; undefined for other words.
 */
export function monthDays(phrase: string): { readonly day: string; readonly weekday: string } | undefined {
  const words = phrase.replace(/\s+of\s+(?:the|each|every)\s+month$/, "").replace(/^(?:on\s+)?(?:the\s+)?/, "");
  if (/^last(?:\s+day)?$/.test(words)) return { day: "L", weekday: "*" };
  const [, which = "", name = ""] = /^([a-z\d]+)\s+([a-z]+)$/.exec(words) ?? [];
  const [nth, weekday] = [ordinalOf(which), weekdayOf(name)];
  if (nth !== undefined && weekday !== undefined)
    return nth === 0 || nth > 5 ? undefined : { day: "*", weekday: `${weekday}#${nth === -1 ? "L" : nth}` };
  const days = listOf(words.replace(/^days?\s+/, "").replace(/\s+days?$/, "")).map(ordinalOf);
  if (days.length === 0 || days.some((day) => day === undefined || day < 1 || day > 31)) return undefined;
  const sorted = [...new Set(days)].sort((a, b) => Number(a) - Number(b));
  return { day: sorted.join(","), weekday: "*" };
}

function listOf(words: string): readonly string[] {
  return words === "" ? [] : words.split(/(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?:on\s+)?(?:the\s+)?/);
}
