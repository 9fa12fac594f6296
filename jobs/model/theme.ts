import { getNodeValue } from "jsonc-parser";
import { z } from "zod";
import { placeOf, syntaxProblems } from "./jsonc.ts";
import { treeOf } from "./jsonc-edit.ts";

/** The four looks that come with the window; every theme of a file stands on one of them. */
export const themeBases = ["light", "dark", "hc-light", "hc-dark"] as const;
export type ThemeBase = (typeof themeBases)[number];

const tokenPattern = /^[a-zA-Z][\w-]{0,60}(\.[a-zA-Z][\w-]{0,60}){0,3}$/;
/** VS Code takes hexadecimal colours and nothing else; so nothing else reaches a style. */
const colorPattern = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;

/** What is shown: a base, or the one that the system asks for, with the colours of a file over it. */
export const shownThemeSchema = z.object({
  base: z.enum([...themeBases, "system"]),
  /** By VS Code's names, for example "sideBar.background"; values are hexadecimal. */
  colors: z.record(z.string().regex(tokenPattern), z.string().regex(colorPattern)),
});
export type ShownTheme = z.infer<typeof shownThemeSchema>;

export const systemTheme: ShownTheme = { base: "system", colors: {} };

/** The themes that come with the window, by the names that they have in the settings. */
export const builtInThemes: ReadonlyMap<string, ShownTheme> = new Map([
  ["System", systemTheme],
  ["Dark Modern", { base: "dark", colors: {} }],
  ["Light Modern", { base: "light", colors: {} }],
  ["High Contrast Dark", { base: "hc-dark", colors: {} }],
  ["High Contrast Light", { base: "hc-light", colors: {} }],
]);

/** A VS Code colour theme as a file says it, before what it includes. */
export type ThemeFile = {
  readonly base: ThemeBase | undefined;
  /** File that it stands upon, relative to its own. */
  readonly include: string | undefined;
  readonly colors: Readonly<Record<string, string>>;
};

export type ThemeReading =
  | { readonly ok: true; readonly theme: ThemeFile }
  | { readonly ok: false; readonly problem: string };

const bases: ReadonlyMap<string, ThemeBase> = new Map([
  ["light", "light"],
  ["dark", "dark"],
  ["hc", "hc-dark"],
  ["hc-black", "hc-dark"],
  ["hcDark", "hc-dark"],
  ["hcLight", "hc-light"],
  ["hc-light", "hc-light"],
]);

/** More than the largest themes have. */
export const longestThemeText = 500_000;
const mostColors = 2_000;

const themeSchema = z.object({
  type: z.string().optional(),
  include: z.string().max(255).optional(),
  colors: z.record(z.string(), z.unknown()).optional(),
});

/** Reads a VS Code colour theme: JSON with comments. Keys that the window does not know do no harm and are kept. */
export function readThemeText(text: string): ThemeReading {
  if (text.length > longestThemeText)
    return wrong(`It has ${text.length} characters; at most ${longestThemeText} are read.`);
  const [mistake] = syntaxProblems(text, "jsonc");
  if (mistake) return wrong(`Line ${placeOf(text, mistake.offset).line}: ${mistake.message}`);
  const root = treeOf(text);
  const parsed = themeSchema.safeParse(root && getNodeValue(root));
  if (!parsed.success) return wrong(`It is no VS Code colour theme: ${parsed.error.issues[0]?.message ?? ""}`);
  const { type, include, colors = {} } = parsed.data;
  if (type === undefined && include === undefined && Object.keys(colors).length === 0)
    return wrong('It is no VS Code colour theme: it has neither "colors" nor "type".');
  const base = type === undefined ? undefined : bases.get(type);
  if (type !== undefined && base === undefined)
    return wrong(`"type" is "${type}"; it must be one of ${[...bases.keys()].join(", ")}.`);
  return withColors(colors, { base, include });
}

function withColors(colors: Readonly<Record<string, unknown>>, rest: Omit<ThemeFile, "colors">): ThemeReading {
  const entries = Object.entries(colors).filter(([, value]) => value !== null && value !== "default");
  if (entries.length > mostColors) return wrong(`It has ${entries.length} colours; at most ${mostColors} are read.`);
  const kept: Record<string, string> = {};
  for (const [name, value] of entries) {
    if (!tokenPattern.test(name)) continue;
    if (typeof value !== "string" || !colorPattern.test(value))
      return wrong(`"${name}" is ${JSON.stringify(value)}; a colour is written like #1f1f1f or #1f1f1f80.`);
    kept[name] = value;
  }
  return { ok: true, theme: { ...rest, colors: kept } };
}

function wrong(problem: string): ThemeReading {
  return { ok: false, problem };
}

const schemes: Readonly<Record<ShownTheme["base"], string>> = {
  system: "light dark",
  light: "light",
  "hc-light": "light",
  dark: "dark",
  "hc-dark": "dark",
};

/** The theme as a style sheet over that of the tokens; it says nothing while the system decides. */
export function themeCss({ base, colors }: ShownTheme): string {
  if (base === "system") return "";
  const contrast = base.startsWith("hc-") ? "more" : "normal";
  const root = `:root { color-scheme: ${schemes[base]}; --jobdeck-contrast: ${contrast}; }`;
  const names = Object.keys(colors);
  if (names.length === 0) return root;
  const tokens = Object.entries(colors).map(([name, color]) => `--vscode-${name.replaceAll(".", "-")}: ${color};`);
  return `${root}\n:root body { ${[...ownTokens, ...tokens].join(" ")} }`;
}

/** What is ours and in no file: drawn from the file's own colours, so that it fits them. */
const ownTokens: readonly string[] = [
  "--jobdeck-card-background: color-mix(in srgb, var(--vscode-editor-background) 96%, var(--vscode-foreground));",
  "--jobdeck-strong-foreground: var(--vscode-editor-foreground);",
];

/** The colours of what the system draws of a window. */
export type FrameColours = { readonly background: string; readonly titleBar: string; readonly symbols: string };

const frames: Readonly<Record<ThemeBase, FrameColours>> = {
  dark: { background: "#1f1f1f", titleBar: "#181818", symbols: "#cccccc" },
  light: { background: "#ffffff", titleBar: "#f8f8f8", symbols: "#3b3b3b" },
  "hc-dark": { background: "#000000", titleBar: "#000000", symbols: "#ffffff" },
  "hc-light": { background: "#ffffff", titleBar: "#f8f8f8", symbols: "#000000" },
};

/** The same colours as the page's, so that neither window nor title bar flashes before the page has drawn itself. */
export function frameColours({ base, colors }: ShownTheme, systemIsDark: boolean): FrameColours {
  const frame = frames[base === "system" ? (systemIsDark ? "dark" : "light") : base];
  return {
    background: colors["editor.background"] ?? frame.background,
    titleBar: colors["titleBar.activeBackground"] ?? frame.titleBar,
    symbols: colors["titleBar.activeForeground"] ?? frame.symbols,
  };
}
