import { quoted } from "./jobdeck-call.ts";
import type { Expand } from "./systemd-specifiers.ts";
import type { Setting } from "./systemd-unit.ts";
import { splitWords } from "./systemd-words.ts";

/** The variables that `Environment=` sets; a text says why they cannot be taken over. */
export function environmentOf(settings: readonly Setting[], expand: Expand): Record<string, string> | string {
  const env = new Map<string, string>();
  for (const { value } of settings) {
    const words = splitWords(value);
    if (typeof words === "string") return words;
    for (const { text } of words) {
      const expanded = expand(text);
      if (!expanded.ok) return expanded.reason;
      const [, name, content = ""] = /^([A-Za-z_]\w*)=(.*)$/s.exec(expanded.text) ?? [];
      if (name === undefined) return `"${text.slice(0, 40)}" is no NAME=value`;
      env.set(name, content);
    }
  }
  return Object.fromEntries(env);
}

export type ReadText = (path: string) => string | undefined;

/**
 * The shell's words that read the files of `EnvironmentFile=` at each run, so that nobody's secrets are copied. A text with the
 * reason where a shell would read such a file differently from systemd.
 */
export function environmentFiles(
  settings: readonly Setting[],
  { expand, readText }: { readonly expand: Expand; readonly readText: ReadText },
): { readonly shell: string; readonly any: boolean } | { readonly reason: string } {
  let shell = "";
  for (const { value } of settings) {
    const mayMiss = value.startsWith("-");
    const path = expand(mayMiss ? value.slice(1) : value);
    if (!path.ok) return { reason: path.reason };
    if (!path.text.startsWith("/")) return { reason: `${path.text} is no whole path` };
    if (/[*?[]/.test(path.text)) return { reason: "it names several files with a pattern" };
    const text = readText(path.text);
    if (text === undefined && !mayMiss) return { reason: `${path.text} cannot be read` };
    const odd = text === undefined ? undefined : oddLine(text);
    if (odd !== undefined)
      return { reason: `a shell would read line ${odd} of ${path.text} differently. Write it as NAME='value'` };
    const file = quoted(path.text);
    shell += mayMiss ? `if [ -r ${file} ]; then . ${file}; fi; ` : `. ${file} || exit; `;
  }
  return { shell: shell === "" ? "" : `set -a; ${shell}set +a; `, any: shell !== "" };
}

const plainLine = /^[ \t]*(?:#.*|[A-Za-z_]\w*=(?:[\w@%+:,./-]*|'[^']*'|"[^"$`\\]*")[ \t]*)?$/;

/** The first line that systemd and a shell understand differently. */
function oddLine(text: string): number | undefined {
  const lines = text.split("\n");
  const index = lines.findIndex((line) => !plainLine.test(line));
  return index < 0 ? undefined : index + 1;
}
