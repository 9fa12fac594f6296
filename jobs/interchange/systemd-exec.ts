import { quoted } from "./jobdeck-call.ts";
import type { Expand } from "./systemd-specifiers.ts";
import type { Setting } from "./systemd-unit.ts";
import { splitWords, type Word } from "./systemd-words.ts";

/** One command of an `Exec…=` line. */
export type ExecCommand = {
  /** The words as they are; undefined when a variable is in one of them. */
  readonly argv: readonly [string, ...string[]] | undefined;
  /** The same for a shell. */
  readonly shell: string;
  /** A failure does not count (`-`). */
  readonly mayFail: boolean;
  /** A variable stands alone, and becomes as many words as it has. */
  readonly splits: boolean;
};

/** The commands of one line, which `;` may separate; a text says why it cannot be taken over. */
export function parseExec({ value }: Setting, expand: Expand): readonly ExecCommand[] | string {
  const words = splitWords(value);
  if (typeof words === "string") return words;
  const commands: ExecCommand[] = [];
  for (const group of groupsOf(words)) {
    const command = commandOf(group, expand);
    if (typeof command === "string") return command;
    commands.push(command);
  }
  return commands;
}

function groupsOf(words: readonly Word[]): readonly (readonly Word[])[] {
  const groups: Word[][] = [[]];
  for (const word of words) {
    if (word.raw === ";") groups.push([]);
    else groups.at(-1)?.push(word);
  }
  return groups.filter((group) => group.length > 0);
}

function commandOf([first, ...rest]: readonly Word[], expand: Expand): ExecCommand | string {
  const [, prefixes = "", name = ""] = /^([-@:+!|]*)(.*)$/s.exec(first?.text ?? "") ?? [];
  if (prefixes.includes("@")) return "Jobdeck gives a program its own name only (the prefix @)";
  if (prefixes.includes("|")) return "Jobdeck starts no login shell (the prefix |)";
  const program = expand(name);
  if (!program.ok) return program.reason;
  if (program.text === "") return "it names no program";
  if (/[$=]/.test(program.text)) return "the name of its program has a $ or a = in it";
  const head = program.text.includes("/") ? quoted(program.text) : `env ${quoted(program.text)}`;
  const parts: Parts[] = [];
  for (const { text } of rest) {
    const part = partsOf(text, { expand, isLiteral: prefixes.includes(":") });
    if (typeof part === "string") return part;
    parts.push(part);
  }
  const plain = parts.flatMap((part) => part.plain ?? []);
  return {
    argv: plain.length === parts.length ? [program.text, ...plain] : undefined,
    shell: [head, ...parts.map((part) => part.shell ?? quoted(part.plain ?? ""))].join(" "),
    mayFail: prefixes.includes("-"),
    splits: parts.some(({ splits }) => splits === true),
  };
}

type PartOptions = { readonly expand: Expand; readonly isLiteral: boolean };

function partsOf(text: string, { expand, isLiteral }: PartOptions): Parts | string {
  const expanded = expand(text);
  if (!expanded.ok) return expanded.reason;
  return isLiteral ? { plain: expanded.text } : variablesOf(expanded.text);
}

type Parts = { readonly plain?: string; readonly shell?: string; readonly splits?: boolean };

/** `$NAME` alone, `${NAME}` anywhere, `$$`; other dollars stand for themselves. */
function variablesOf(text: string): Parts | string {
  const alone = /^\$([A-Za-z_]\w*)$/.exec(text)?.[1];
  if (alone !== undefined) return { shell: `$${alone}`, splits: true };
  if (/^\$[^{$]/.test(text)) return `"${text.slice(0, 40)}" is no variable that a shell could have`;
  const pieces = text.split(/(\$\{[A-Za-z_]\w*\}|\$\$)/);
  if (pieces.some((piece) => piece !== "$$" && !/^\$\{\w+\}$/.test(piece) && piece.includes("${")))
    return `"${text.slice(0, 40)}" has a variable that a shell would read differently`;
  const isVariable = (piece: string) => piece.startsWith("${");
  const literal = (piece: string) => (piece === "$$" ? "$" : piece);
  if (!pieces.some(isVariable)) return { plain: pieces.map(literal).join("") };
  const shell = pieces
    .filter((piece) => piece !== "")
    .map((piece) => (isVariable(piece) ? `"${piece}"` : quoted(literal(piece))))
    .join("");
  return { shell };
}
