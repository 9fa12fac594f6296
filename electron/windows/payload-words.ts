/** A longer command would push what stands beneath it out of sight: it is written in one line, as JSON. */
const mostLines = 12;

type Fields = Readonly<Record<string, unknown>>;

/**
 * All of a payload, to be read by whoever confirms it: the command or the address as it is, then every other field with its
 * name. Nothing is left out. What is quoted stands behind a margin, so that no text in it passes for a line of the dialog.
 */
export function payloadWords(payload: unknown): string {
  if (typeof payload !== "object" || payload === null || Array.isArray(payload)) return json(payload);
  const fields = payload as Fields;
  const head = headOf(fields);
  const rest = Object.entries(fields).filter(([name]) => !head.of.includes(name));
  return [head.text, ...rest.map(([name, value]) => fieldWords(name, value))].filter((text) => text !== "").join("\n");
}

/** What the payload is about, and the fields that it is said by. */
function headOf({ shell, argv, url, method }: Fields): { readonly text: string; readonly of: readonly string[] } {
  if (typeof shell === "string") return { text: block(shell), of: ["shell"] };
  if (Array.isArray(argv) && argv.every((each) => typeof each === "string"))
    return { text: block(argv.map(word).join(" ")), of: ["argv"] };
  if (typeof url !== "string") return { text: "", of: [] };
  return typeof method === "string"
    ? { text: block(`${word(method)} ${word(url)}`), of: ["url", "method"] }
    : { text: block(word(url)), of: ["url"] };
}

const names: Readonly<Record<string, string>> = {
  ...{ cwd: "Working folder", env: "Environment", stdin: "Standard input", headers: "Headers", body: "Body" },
  ...{ okExitCodes: "Exit codes that mean success", timeoutMs: "Limit in milliseconds" },
};

function fieldWords(name: string, value: unknown): string {
  const title = Object.hasOwn(names, name) ? names[name] : word(name);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return `${title}: ${typeof value === "string" ? word(value) : json(value)}`;
  const lines = Object.entries(value).map(([key, each]) => `${word(key)} = ${entryWords(each)}`);
  if (lines.length === 0) return `${title}: none`;
  return [`${title}:`, ...lines.map(indented)].join("\n");
}

function entryWords(value: unknown): string {
  if (typeof value === "string") return word(value);
  const { secret, ...others } = typeof value === "object" && value !== null ? (value as Fields) : {};
  return typeof secret === "string" && Object.keys(others).length === 0 ? `the secret ${word(secret)}` : json(value);
}

/** A text as it is where nothing in it can be misread, else in quotes with all that is not seen written out. */
function word(text: string): string {
  return /^[\w@%+=:,./~?&#!*-]+$/.test(text) ? text : json(text);
}

function block(text: string): string {
  const lines = text.split("\n");
  return lines.length > mostLines ? indented(json(text)) : lines.map((line) => indented(writtenOut(line))).join("\n");
}

/** Characters that move what follows them are written out; line ends are lines by now. */
function writtenOut(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return line.replace(/[\u0000-\u001f]/g, (character) => json(character).slice(1, -1));
}

function indented(line: string): string {
  return `    ${line}`;
}

function json(value: unknown): string {
  return JSON.stringify(value) ?? "nothing";
}
