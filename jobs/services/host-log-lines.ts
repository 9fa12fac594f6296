import { type LogLevel, type LogLine, logLevels } from "../model/log.ts";

/** How `host-log.ts` begins an entry; what follows until the next belongs to it. */
const head = /^\[(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d\.\d{3})([+-]\d\d:\d\d)\] \[(\w+)\] *(.*)$/;

/** More lines of one entry are left out: nobody reads a stack that long. */
const longestEntry = 200;

/**
 * Reads the host's log piece by piece, as it is written. An entry of several lines comes as one; a piece of an entry that
 * was written later comes as an entry of its own. Numbers go on from one piece to the next.
 */
export function createHostLogReader() {
  let rest = "";
  let seq = 0;
  let at = 0;
  let level: LogLevel = "info";

  return (piece: string): readonly LogLine[] => {
    const texts = `${rest}${piece}`.split("\n");
    rest = texts.pop() ?? "";
    const entries: { at: number; level: LogLevel; texts: string[] }[] = [];
    for (const text of texts) {
      const begun = beginning(text);
      if (begun) ({ at, level } = begun);
      if (begun || entries.length === 0) entries.push({ at, level, texts: [begun?.message ?? text] });
      else entries.at(-1)?.texts.push(text);
    }
    return entries.map((entry) => {
      const shown = entry.texts.slice(0, longestEntry).join("\n").trimEnd();
      seq += 1;
      return { seq, at: entry.at, level: entry.level, message: shown };
    });
  };
}

function beginning(
  text: string,
): { readonly at: number; readonly level: LogLevel; readonly message: string } | undefined {
  const [, day, time, zone, word, message = ""] = head.exec(text) ?? [];
  if (day === undefined) return undefined;
  return {
    at: Date.parse(`${day}T${time}${zone}`),
    level: logLevels.find((each) => each === word) ?? "debug",
    message,
  };
}
