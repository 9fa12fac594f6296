import { writeFileSync } from "node:fs";
import path from "node:path";

export type Picture = {
  readonly name: string;
  readonly theme: string;
  readonly width: number;
  readonly scale: number;
  readonly file: string;
  /** Share of the pixels that are other than in the picture that is kept; null where none is. */
  readonly other: number | null;
};

/** One page with all pictures, a row for each view. */
export function writeOverview(folder: string, pictures: readonly Picture[]): string {
  const names = [...new Set(pictures.map(({ name }) => name))];
  const rows = names.map((name) => {
    const figures = pictures.filter((picture) => picture.name === name).map(figure);
    return `<h2>${name}</h2>\n<div class="row">${figures.join("\n")}</div>`;
  });
  const file = path.join(folder, "index.html");
  writeFileSync(
    file,
    `<!doctype html><meta charset="utf-8"><title>Jobdeck, every view</title>${style}${rows.join("\n")}\n`,
  );
  return file;
}

function figure({ file, theme, width, scale, other }: Picture): string {
  const changed = other === null ? "" : ` · ${(other * 100).toFixed(1)} % other`;
  return `<figure><a href="${file}"><img loading="lazy" src="${file}" alt="" width="${width / 4}"></a><figcaption>${theme}, ${width} px, ${scale}x${changed}</figcaption></figure>`;
}

const style = `<style>
body { font: 13px system-ui; margin: 24px; background: #777; color: #fff; }
.row { display: flex; flex-wrap: wrap; gap: 12px; align-items: start; }
figure { margin: 0; }
</style>`;
