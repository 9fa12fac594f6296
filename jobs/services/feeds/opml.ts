import { decodeHTMLStrict } from "entities/decode";
import { readMarkup } from "../read-markup.ts";

/** A feed in an OPML file. */
export type Outline = { readonly title: string; readonly url: string; readonly siteUrl: string | null };

/** Feeds that are taken of one file. */
const mostOutlines = 5_000;

/** The feeds of an OPML file (opml.org), in whatever folders they are there; undefined when it is none. */
export function parseOpml(text: string): readonly Outline[] | undefined {
  const outlines: Outline[] = [];
  let isOpml = false;
  readMarkup(
    text,
    {
      onopentag: (name, attributes) => {
        if (name.toLowerCase() === "opml") isOpml = true;
        if (!isOpml || name.toLowerCase() !== "outline" || outlines.length >= mostOutlines) return;
        const value = (key: string) => decodeHTMLStrict(attributes[key] ?? "").trim();
        const url = value("xmlUrl") || value("xmlurl");
        if (url === "") return;
        const title = (value("title") || value("text")).replace(/\s+/g, " ").slice(0, 300);
        outlines.push({ title, url: url.slice(0, 8_192), siteUrl: value("htmlUrl") || null });
      },
    },
    { xmlMode: true, decodeEntities: false },
  );
  return isOpml ? outlines : undefined;
}

/** OPML 2.0 of these feeds. */
export function writeOpml(outlines: readonly Outline[], now: number): string {
  const lines = outlines.map(({ title, url, siteUrl }) => {
    const attributes = { type: "rss", text: title || url, title: title || url, xmlUrl: url, htmlUrl: siteUrl };
    const written = Object.entries(attributes).flatMap(([name, value]) =>
      value === null ? [] : [`${name}="${escaped(value)}"`],
    );
    return `    <outline ${written.join(" ")}/>`;
  });
  const head = `  <head>\n    <title>Jobdeck</title>\n    <dateCreated>${new Date(now).toUTCString()}</dateCreated>\n  </head>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n${head}\n  <body>\n${lines.join("\n")}\n  </body>\n</opml>\n`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
