// Draws every icon of Jobdeck from one mark, a deck of three cards: `node resources/icons/draw.mjs` (needs rsvg-convert, in
// Debian's librsvg2-bin). The PNGs are committed, so that no build needs it.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const folder = path.dirname(fileURLToPath(import.meta.url));
const looks = ["idle", "running", "failing", "paused"];

/** The deck on a grid of 16: a card seen from above, and the edges of two below it. */
function deck({ ink, edge }) {
  return `
    <path d="M8 1.2 15 4.7 8 8.2 1 4.7Z" fill="${ink}"/>
    <g fill="none" stroke="${edge}" stroke-width="1.5" stroke-linejoin="round" stroke-linecap="round">
      <path d="M1.6 8.1 8 11.3 14.4 8.1"/>
      <path d="M1.6 11.4 8 14.6 14.4 11.4"/>
    </g>`;
}

/** What the state adds, each with a shape of its own, because colour alone tells nothing to many. */
const badges = {
  idle: "",
  running: '<path d="M9.6 8.4 15.6 12 9.6 15.6Z"/>',
  failing:
    '<path d="M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8Zm-.8 1.4v3.1h1.6V9.4Zm0 3.9v1.4h1.6v-1.4Z" fill-rule="evenodd"/>',
  paused: '<path d="M10 9h2v7h-2Zm4 0h2v7h-2Z"/>',
};

/** Without it a bit of the card's right end would stand above the badge like a speck of dust. */
const corner = '<path d="M10.5 7H16V12H10.5Z" fill="#000"/>';

/** Keeps the deck clear of the badge. */
const clearings = {
  idle: "",
  running: `${corner}<path d="M9.6 8.4 15.6 12 9.6 15.6Z" fill="#000" stroke="#000" stroke-width="2.4" stroke-linejoin="round"/>`,
  failing: `${corner}<circle cx="12" cy="12" r="5.1" fill="#000"/>`,
  paused: `${corner}<path d="M10 9h6v7h-6Z" fill="#000" stroke="#000" stroke-width="2"/>`,
};

function trayIcon(look, { ink, colour }) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">
    <mask id="clear"><rect width="16" height="16" fill="#fff"/>${clearings[look]}</mask>
    <g mask="url(#clear)">${deck({ ink, edge: ink })}</g>
    <g fill="${colour[look] ?? ink}">${badges[look]}</g>
  </svg>`;
}

const appIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">
  <title>Jobdeck</title>
  <defs>
    <linearGradient id="ground" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="#0a84e0"/>
      <stop offset="1" stop-color="#0058b0"/>
    </linearGradient>
  </defs>
  <rect x="24" y="24" width="464" height="464" rx="104" fill="url(#ground)"/>
  <g fill="none" stroke="#fff" stroke-width="34" stroke-linejoin="round" stroke-linecap="round">
    <path d="M116 274 256 344 396 274" opacity="0.75"/>
    <path d="M116 340 256 410 396 340" opacity="0.5"/>
  </g>
  <path d="M256 104 412 182a12 12 0 0 1 0 21L256 281 100 203a12 12 0 0 1 0-21Z" fill="#fff"/>
  <path d="M232 156 294 192 232 228Z" fill="#0a70c8"/>
</svg>`;

function render(svg, size, file) {
  execFileSync("rsvg-convert", ["-w", String(size), "-h", String(size), "-o", path.join(folder, file)], { input: svg });
}

const onDark = { ink: "#e8e8e8", colour: { running: "#4daafc", failing: "#f85149", paused: "#e8e8e8" } };
const onLight = { ink: "#3b3b3b", colour: { running: "#005fb8", failing: "#c72e2e", paused: "#3b3b3b" } };
/** For a panel of which nothing is known: three to one against black and against white. */
const onAny = { ink: "#848484", colour: { running: "#2b7fd6", failing: "#e0443e", paused: "#848484" } };
const template = { ink: "#000000", colour: {} };

for (const look of looks) {
  for (const [name, paint] of [
    ["dark", onDark],
    ["light", onLight],
  ]) {
    const svg = trayIcon(look, paint);
    render(svg, 22, `tray/linux-${look}-${name}.png`);
    render(svg, 44, `tray/linux-${look}-${name}@2x.png`);
    render(svg, 16, `tray/windows-${look}-${name}.png`);
    render(svg, 24, `tray/windows-${look}-${name}@1.5x.png`);
    render(svg, 32, `tray/windows-${look}-${name}@2x.png`);
  }
  const any = trayIcon(look, onAny);
  render(any, 22, `tray/linux-${look}-any.png`);
  render(any, 44, `tray/linux-${look}-any@2x.png`);
  const svg = trayIcon(look, template);
  render(svg, 16, `tray/mac-${look}Template.png`);
  render(svg, 32, `tray/mac-${look}Template@2x.png`);
}

writeFileSync(path.join(folder, "icon.svg"), `${appIcon}\n`);
for (const size of [256, 512, 1024]) render(appIcon, size, `icon-${size}.png`);
