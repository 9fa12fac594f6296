import { applyEdits, modify, type Node, stripComments } from "jsonc-parser";
import { syntaxProblems, type TextProblem, withoutMark } from "../../../jobs/model/jsonc.ts";
import { treeOf } from "../../../jobs/model/jsonc-edit.ts";
import { didYouMean } from "../../../jobs/model/nearest.ts";
import { type Binding, type Removal, sameStrokes } from "./keymap.ts";
import { type Platform, parseKeys, writtenKeys } from "./strokes.ts";
import { parseWhen, type When, whenText } from "./when.ts";

export type KeybindingsFile = {
  readonly bindings: readonly Binding[];
  readonly removals: readonly Removal[];
  /** Entries that say nothing that can be done are left out, and named here. */
  readonly problems: readonly TextProblem[];
  /** It cannot be read at all: what was there before goes on, and nothing may be written over it. */
  readonly broken: boolean;
};

const allowed = ["key", "command", "when", "args", "mac", "linux", "win"];
const formatting = { formattingOptions: { tabSize: 2, insertSpaces: true, eol: "\n" } };

type Known = { readonly platform: Platform; readonly commands: readonly string[] };

/**
 * Reads a file in VS Code's format. An empty one has no bindings.
 *
 * @param commands ids of all that there are
 */
export function readKeybindings(text: string, known: Known): KeybindingsFile {
  const empty = { bindings: [], removals: [], problems: [], broken: false };
  const tree = treeOf(text);
  if (!tree && withoutComments(text) === "") return empty;
  const syntax = syntaxProblems(text, "jsonc");
  if (syntax.length > 0) return { ...empty, broken: true, problems: syntax };
  if (tree?.type !== "array") {
    const message = 'It has to be a list: [{ "key": "ctrl+shift+e", "command": "jobs.show" }].';
    return { ...empty, broken: true, problems: [{ offset: 0, length: 1, severity: "error", message }] };
  }
  const entries = (tree.children ?? []).map((node) => checked(readEntry(node, known.platform), node, known));
  return {
    bindings: entries.flatMap((entry) => (entry.kind === "binding" ? [entry.binding] : [])),
    removals: entries.flatMap((entry) => (entry.kind === "removal" ? [entry.removal] : [])),
    problems: entries.flatMap((entry) => (entry.kind === "problem" ? [entry.problem] : [])),
    broken: false,
  };
}

function withoutComments(text: string): string {
  return stripComments(withoutMark(text)).trim();
}

type Entry =
  | { readonly kind: "binding"; readonly binding: Binding }
  | { readonly kind: "removal"; readonly removal: Removal }
  | { readonly kind: "problem"; readonly problem: TextProblem };

function readEntry(node: Node, platform: Platform): Entry {
  const problem = (message: string): Entry => ({ kind: "problem", problem: problemAt(node, message) });
  const fields = new Map(
    (node.children ?? []).map(({ children }) => [children?.[0]?.value as unknown, children?.[1]?.value as unknown]),
  );
  const unknown = [...fields.keys()].find((name) => !allowed.includes(String(name)));
  if (node.type !== "object")
    return problem('An entry has to be like { "key": "ctrl+shift+e", "command": "jobs.show" }.');
  if (unknown !== undefined)
    return problem(`"${String(unknown)}" is not known. An entry has "key", "command", "when" and "args".`);
  const { command, keys, when, args } = textsOf(fields, platform);
  if (command === undefined) return problem('"command" is missing, or is not text.');
  const strokes = keys === undefined ? undefined : parseKeys(keys, platform);
  if (keys !== undefined && strokes === undefined)
    return problem(
      `"${keys.slice(0, 60)}" is not a key. Write for example "ctrl+shift+e", or "ctrl+k ctrl+s" for two after one another.`,
    );
  const parsed = when === undefined || when.trim() === "" ? null : parseWhen(when);
  if (parsed?.ok === false) return problem(`The "when" of ${command} is wrong: ${parsed.message}`);
  const condition = parsed?.when ?? null;
  if (command.startsWith("-"))
    return { kind: "removal", removal: { command: command.slice(1), strokes: strokes ?? null, when: condition } };
  if (strokes === undefined) return problem(`"key" is missing for ${command}.`);
  if (args !== undefined && typeof args !== "string")
    return problem(`The "args" of ${command} have to be text: what it acts upon, for example "sync-s3".`);
  const subject = args === undefined ? {} : { subject: args };
  return { kind: "binding", binding: { strokes, command, when: condition, ...subject, source: "user" } };
}

/** An entry of a command that there is not does nothing: that is no wish of anybody's. */
function checked(entry: Entry, node: Node, { commands }: Known): Entry {
  if (entry.kind === "problem") return entry;
  const { command } = entry.kind === "binding" ? entry.binding : entry.removal;
  if (command === "" || commands.includes(command)) return entry;
  const message = `There is no command "${command.slice(0, 100)}".${didYouMean(command, commands)}`;
  return { kind: "problem", problem: problemAt(node, message) };
}

function textsOf(fields: ReadonlyMap<unknown, unknown>, platform: Platform) {
  const textOf = (name: string): string | undefined => {
    const value = fields.get(name);
    return typeof value === "string" ? value : undefined;
  };
  const own = { darwin: "mac", linux: "linux", win32: "win" }[platform];
  return {
    command: textOf("command"),
    keys: textOf(own) ?? textOf("key"),
    when: textOf("when"),
    args: fields.get("args"),
  };
}

function problemAt({ offset, length }: Node, message: string): TextProblem {
  return { offset, length, severity: "error", message };
}

export type Change = {
  readonly command: string;
  /** Bindings of the command that are not to be any more. */
  readonly without: readonly Binding[];
  /** The new keys; null for none. */
  readonly strokes: readonly string[] | null;
  readonly when: When | null;
};

/**
 * The text of the file with other keys for a command, comments and order left as they are: defaults are taken away with a
 * "-" entry, the user's own entries are removed, new keys come at the end. To be called with a text that is not broken.
 */
export function changeKeys(text: string, { command, without, strokes, when }: Change, platform: Platform): string {
  const ownGone = without.filter(({ source }) => source === "user");
  let next = removeEntries(
    withoutMark(text),
    platform,
    (entry) =>
      entry.kind === "binding" &&
      entry.binding.command === command &&
      ownGone.some((gone) => sameStrokes(gone.strokes, entry.binding.strokes)),
  );
  for (const gone of without.filter(({ source }) => source === "default"))
    next = append(next, { key: writtenKeys(gone.strokes, platform), command: `-${command}` });
  if (strokes === null) return next;
  return append(next, {
    key: writtenKeys(strokes, platform),
    command,
    ...(when === null ? {} : { when: whenText(when) }),
  });
}

/** The text without any entry of the command: its defaults are in force again. */
export function resetKeys(text: string, command: string, platform: Platform): string {
  return removeEntries(withoutMark(text), platform, (entry) =>
    entry.kind === "binding"
      ? entry.binding.command === command
      : entry.kind === "removal" && entry.removal.command === command,
  );
}

function removeEntries(text: string, platform: Platform, isGone: (entry: Entry) => boolean): string {
  const nodes = treeOf(text)?.children ?? [];
  const places = nodes.flatMap((node, index) => (isGone(readEntry(node, platform)) ? [index] : []));
  // From behind: the places of those before stay as they are.
  return places.reduceRight((known, index) => applyEdits(known, modify(known, [index], undefined, formatting)), text);
}

function append(text: string, entry: object): string {
  const known = treeOf(text);
  const base =
    known?.type === "array"
      ? text
      : `${text.trim() === "" ? "// Your own key bindings, in VS Code's format. They count before the defaults.\n" : text}[]\n`;
  const end = known?.children?.length ?? 0;
  return applyEdits(base, modify(base, [end], entry, { ...formatting, isArrayInsertion: true }));
}
