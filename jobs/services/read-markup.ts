import { Parser, type ParserOptions } from "htmlparser2";

export type MarkupReader = {
  readonly onopentag?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly onclosetag?: (name: string) => void;
  readonly ontext?: (text: string) => void;
};

/** No page is nested so deep; browsers keep no more, either. */
const deepest = 512;

/**
 * Reads markup from its start to its end in time that grows with its length only. htmlparser2 moves the whole list of open
 * elements for each further one: a mebibyte of tags that are never closed takes it minutes. So what would be nested deeper
 * than 512 first ends everything that is open.
 */
export function readMarkup(markup: string, reader: MarkupReader, options: ParserOptions = {}): void {
  for (let from = 0; from < markup.length; ) from += readSome(markup.slice(from), reader, options);
}

/** Gives how many characters were read: all of them, or those before an element that would be too deep. */
function readSome(markup: string, reader: MarkupReader, options: ParserOptions): number {
  const open: string[] = [];
  let cutAt: number | undefined;
  const parser: Parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (open.length >= deepest) {
          cutAt ??= parser.startIndex;
          parser.pause();
        }
        if (cutAt !== undefined) return;
        open.push(name);
        reader.onopentag?.(name, attributes);
      },
      onclosetag: (name) => {
        if (cutAt !== undefined) return;
        open.pop();
        reader.onclosetag?.(name);
      },
      ontext: (text) => {
        if (cutAt === undefined) reader.ontext?.(text);
      },
    },
    options,
  );
  parser.write(markup);
  if (cutAt === undefined) {
    parser.end();
    return markup.length;
  }
  for (const name of open.reverse()) reader.onclosetag?.(name);
  return cutAt;
}
