import { type NotTaken, shortened } from "./plan.ts";

/** One `Key=value` of a unit file or of a drop-in, with where it stands. */
export type Setting = {
  readonly section: string;
  readonly key: string;
  readonly value: string;
  readonly file: string;
  readonly line: number;
};

export type UnitText = { readonly file: string; readonly text: string };

export type Unit = {
  readonly settings: readonly Setting[];
  readonly notTaken: readonly NotTaken[];
};

/** Characters that a unit may have, as in systemd. */
const largest = 1024 * 1024;

/** Reads a unit and its drop-ins, in the order in which they hold. Lines that are none are listed. Never throws. */
export function parseUnit(texts: readonly UnitText[]): Unit {
  const settings: Setting[] = [];
  const notTaken: NotTaken[] = [];
  for (const { file, text } of texts) {
    const refuse = (line: number, content: string, reason: string) =>
      notTaken.push({ file, line, text: shortened(content), reason });
    if (text.length > largest) {
      refuse(
        1,
        text.slice(0, 200),
        `this is no unit: it has ${text.length} characters, and at most ${largest} are read`,
      );
      continue;
    }
    let section: string | undefined;
    for (const { line, content } of joined(text)) {
      const header = /^\[([^\]]+)\]$/.exec(content)?.[1];
      const equals = content.indexOf("=");
      if (header !== undefined) section = header;
      else if (section === undefined) refuse(line, content, "it stands above the first [Section]");
      else if (equals < 1) refuse(line, content, "it is neither a [Section] nor a Key=value");
      else {
        const [key, value] = [content.slice(0, equals).trimEnd(), content.slice(equals + 1).trim()];
        settings.push({ section, key, value, file, line });
      }
    }
  }
  return { settings, notTaken };
}

/** Lines with what a backslash at their end joins to them; comments in between do not count. */
function joined(text: string): readonly { readonly line: number; readonly content: string }[] {
  const result: { line: number; content: string }[] = [];
  let open: { line: number; parts: string[] } | undefined;
  const close = () => {
    const content = open?.parts.join(" ").trim();
    if (open && content) result.push({ line: open.line, content });
    open = undefined;
  };
  for (const [index, raw] of text
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .entries()) {
    const content = raw.trimStart();
    if (/^[#;]/.test(content)) continue;
    const goesOn = content.endsWith("\\");
    open ??= { line: index + 1, parts: [] };
    open.parts.push(goesOn ? content.slice(0, -1) : content);
    if (!goesOn) close();
  }
  close();
  return result;
}

/** Everything that was set for a key, less what an empty value has taken back. */
export function allOf(settings: readonly Setting[], section: string, ...keys: readonly string[]): readonly Setting[] {
  const found: Setting[] = [];
  for (const setting of settings) {
    if (setting.section !== section || !keys.includes(setting.key)) continue;
    if (setting.value === "") found.length = 0;
    else found.push(setting);
  }
  return found;
}

/** The last one that was set; undefined when there is none, or an empty value took it back. */
export function lastOf(settings: readonly Setting[], section: string, key: string): Setting | undefined {
  return allOf(settings, section, key).at(-1);
}

/** systemd's words for true. */
export function isYes(setting: Setting | undefined): boolean {
  return setting !== undefined && /^(1|y|yes|t|true|on)$/i.test(setting.value);
}
