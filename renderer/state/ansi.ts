/** How a piece of terminal output looks. Colours are places in the palette of sixteen. */
export type AnsiStyle = {
  readonly foreground: number | null;
  readonly background: number | null;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
};

export type AnsiSpan = { readonly text: string; readonly style: AnsiStyle };

export const plainStyle: AnsiStyle = {
  foreground: null,
  background: null,
  bold: false,
  dim: false,
  italic: false,
  underline: false,
};

const esc = "\u001b";
/**
 * Control sequences (ECMA-48): CSI with its parameters, OSC up to its end, and every other escape with one letter; and the
 * control characters that mean nothing on a page.
 */
const controls =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
  /\u001b\[([0-9:;<=>?]*)[ -/]*([@-~])|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[ -/]*[0-~]?|[\u0000-\u0008\u000b\u000c\u000e-\u001a\u007f]/g;

/** True where `readAnsi` would find something to take out. */
export function hasControls(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
  return /[\u0000-\u0008\u000b\u000c\u000e-\u001b\u007f]/.test(text);
}

/** A line of terminal output as nothing but its text. */
export function withoutControls(text: string): string {
  return text.replace(controls, "");
}

/**
 * A line of terminal output as pieces of one look each. Colours and weights are taken over, everything else that a terminal
 * would obey is left out: what a job writes can move or hide nothing.
 *
 * @param style how the line begins
 */
export function readAnsi(
  text: string,
  style: AnsiStyle = plainStyle,
): { readonly spans: readonly AnsiSpan[]; readonly style: AnsiStyle } {
  const spans: AnsiSpan[] = [];
  let current = style;
  let from = 0;
  const put = (piece: string) => {
    if (piece === "") return;
    const last = spans.at(-1);
    if (last && last.style === current) spans[spans.length - 1] = { text: last.text + piece, style: current };
    else spans.push({ text: piece, style: current });
  };
  // Not by matchAll, which makes another expression for each line.
  controls.lastIndex = 0;
  for (let match = controls.exec(text); match; match = controls.exec(text)) {
    put(text.slice(from, match.index));
    from = match.index + match[0].length;
    if (match[2] === "m" && match[0].startsWith(`${esc}[`)) current = withCodes(current, match[1] ?? "");
  }
  put(text.slice(from));
  return { spans, style: current };
}

const separator = /[;:]/;

/** Select graphic rendition: what the numbers between `ESC[` and `m` change. Unknown ones change nothing. */
function withCodes(style: AnsiStyle, codes: string): AnsiStyle {
  const numbers = codes.split(separator).map(Number);
  const next: { -readonly [Part in keyof AnsiStyle]: AnsiStyle[Part] } = { ...style };
  for (let at = 0; at < numbers.length; at++) {
    const code = numbers[at] ?? 0;
    if (code === 38 || code === 48) {
      const { colour, used } = extended(numbers.slice(at + 1));
      next[code === 38 ? "foreground" : "background"] = colour;
      at += used;
    } else Object.assign(next, changeOf(code));
  }
  return next;
}

function changeOf(code: number): Partial<AnsiStyle> {
  if (code >= 30 && code <= 37) return { foreground: code - 30 };
  if (code >= 90 && code <= 97) return { foreground: code - 82 };
  if (code >= 40 && code <= 47) return { background: code - 40 };
  if (code >= 100 && code <= 107) return { background: code - 92 };
  return changes[code] ?? {};
}

const changes: Readonly<Record<number, Partial<AnsiStyle>>> = {
  0: plainStyle,
  1: { bold: true },
  2: { dim: true },
  3: { italic: true },
  4: { underline: true },
  22: { bold: false, dim: false },
  23: { italic: false },
  24: { underline: false },
  39: { foreground: null },
  49: { background: null },
};

/** `5;n` of the palette of 256, or `2;r;g;b`: the nearest of the sixteen, which every theme can show. */
function extended([kind, a = 0, b = 0, c = 0]: readonly number[]): {
  readonly colour: number | null;
  readonly used: number;
} {
  if (kind === 5) return { colour: a < 16 ? a : nearest(paletteColour(a)), used: 2 };
  if (kind === 2) return { colour: nearest([a, b, c]), used: 4 };
  return { colour: null, used: 0 };
}

type Rgb = readonly [number, number, number];

function paletteColour(index: number): Rgb {
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return [grey, grey, grey];
  }
  const level = (step: number) => (step === 0 ? 0 : 55 + step * 40);
  const place = index - 16;
  return [level(Math.floor(place / 36)), level(Math.floor(place / 6) % 6), level(place % 6)];
}

/** The usual sixteen of xterm. */
const sixteen: readonly Rgb[] = [
  [0, 0, 0],
  [205, 0, 0],
  [0, 205, 0],
  [205, 205, 0],
  [0, 0, 238],
  [205, 0, 205],
  [0, 205, 205],
  [229, 229, 229],
  [127, 127, 127],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 0],
  [92, 92, 255],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 255],
];

function nearest([red, green, blue]: Rgb): number {
  const distances = sixteen.map(([r, g, b]) => (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2);
  return distances.indexOf(Math.min(...distances));
}
