/** A time of the day. */
export type ClockTime = { readonly hour: number; readonly minute: number };

const strict = String.raw`(?:noon|midnight|\d{1,2}:\d{2}(?:\s?[ap]m)?|\d{1,2}\s?[ap]m)`;
const loose = String.raw`(?:${strict}|\d{1,2}(?![\d:./-]|st|nd|rd|th))`;
const and = String.raw`(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?:at\s+)?`;
const times = new RegExp(String.raw`\bat\s+${loose}(?:${and}${loose})*|\b${strict}(?:${and}${strict})*`, "g");

/** "7:30", "7", "7pm", "7:30 am", "noon"; undefined when no clock shows it. */
export function clockTime(text: string): ClockTime | undefined {
  if (text === "noon") return { hour: 12, minute: 0 };
  if (text === "midnight") return { hour: 0, minute: 0 };
  const [, digits = "", more = "0", half] = /^(\d{1,2})(?::(\d{2}))?\s?([ap]m)?$/.exec(text) ?? [];
  const [hour, minute] = [Number(digits), Number(more)];
  if (digits === "" || minute > 59) return undefined;
  if (half === undefined) return hour > 23 ? undefined : { hour, minute };
  if (hour < 1 || hour > 12) return undefined;
  return { hour: (hour % 12) + (half === "pm" ? 12 : 0), minute };
}

/** The times of the day in a phrase, and the phrase without them; null when there is one that no clock shows. */
export function takeTimes(phrase: string): { readonly times: readonly ClockTime[]; readonly rest: string } | null {
  const found = phrase.match(times) ?? [];
  if (found.length > 1) return null;
  const words = (found[0] ?? "").replace(/\bat\s+/g, "").split(/\s*,\s*(?:and\s+)?|\s+and\s+/);
  const read = words.filter((word) => word !== "").map(clockTime);
  if (read.includes(undefined)) return null;
  const rest = phrase.replace(times, " ").replace(/\s+/g, " ").trim();
  return { times: read.filter((time) => time !== undefined), rest };
}

/** Minute and hour of a pattern; null when one pattern cannot hold them all. Without any: midnight. */
export function clockFields(all: readonly ClockTime[]): string | null {
  const [first = { hour: 0, minute: 0 }] = all;
  if (all.some(({ minute }) => minute !== first.minute)) return null;
  const hours = [...new Set(all.map(({ hour }) => hour))].sort((a, b) => a - b);
  return `${first.minute} ${hours.length === 0 ? first.hour : hours.join(",")}`;
}
