import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText } from "../../../../jobs/services/feeds/decode-text.ts";

const latin1 = (text: string) => Buffer.from(text, "latin1");
const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();
const utf32le = (text: string) =>
  Buffer.concat(
    [...text].map((each) => {
      const point = Buffer.alloc(4);
      point.writeUInt32LE(each.codePointAt(0) ?? 0);
      return point;
    }),
  );

describe("the text of a document", () => {
  it.each([
    ["UTF-8 by default", Buffer.from("<a>ä€😀</a>"), "", "<a>ä€😀</a>"],
    [
      "a mark over all else",
      Buffer.from('\uFEFF<?xml version="1.0" encoding="koi8-r"?>ä'),
      "text/xml; charset=latin1",
      '<?xml version="1.0" encoding="koi8-r"?>ä',
    ],
    ["UTF-16 with a mark", Buffer.from("\uFEFF<a>ä</a>", "utf16le"), "", "<a>ä</a>"],
    ["UTF-16 big-endian with a mark", utf16be("\uFEFF<a>ä</a>"), "", "<a>ä</a>"],
    ["UTF-16 by how it begins", Buffer.from("<a>ä</a>", "utf16le"), "", "<a>ä</a>"],
    ["UTF-16 big-endian by how it begins", utf16be("<a>ä</a>"), "", "<a>ä</a>"],
    ["UTF-32", utf32le("<a>ä😀</a>"), "", "<a>ä😀</a>"],
    ["the type's charset", latin1("<a>\xe4</a>"), "text/xml; charset=iso-8859-1", "<a>ä</a>"],
    ["a quoted one", latin1("<a>\xcc</a>"), "text/xml; charset = 'koi8-r'", "<a>л</a>"],
    [
      "the declaration's",
      latin1('<?xml version="1.0" encoding="windows-1251"?><a>\xeb</a>'),
      "text/xml",
      '<?xml version="1.0" encoding="windows-1251"?><a>л</a>',
    ],
    [
      "a page's",
      latin1('<html><meta charset="windows-1251"><p>\xeb'),
      "text/html",
      '<html><meta charset="windows-1251"><p>л',
    ],
    ["UTF-8 that is sent as Latin-1", Buffer.from("<a>größer</a>"), "text/xml; charset=ISO-8859-1", "<a>größer</a>"],
    ["Japanese in ASCII", latin1('<a>\x1b$B$"\x1b(B</a>'), "text/xml; charset=iso-2022-jp", "<a>あ</a>"],
    ["a charset that there is not", latin1("<a>\xe4</a>"), "text/xml; charset=nonsense", "<a>ä</a>"],
    [
      "one that cannot be",
      Buffer.from('<?xml version="1.0" encoding="utf-16"?><a/>'),
      "",
      '<?xml version="1.0" encoding="utf-16"?><a/>',
    ],
    [
      "bad bytes among good",
      Buffer.concat([Buffer.from("<a>äöüß"), Buffer.from([0xff]), Buffer.from("äöüß</a>")]),
      "",
      "<a>äöüß\uFFFDäöüß</a>",
    ],
    ["control characters away", Buffer.from("<a>\u0000b\u0008\tc\u001b</a>"), "", "<a>b\tc</a>"],
  ])("is found by %s", (_what, bytes, contentType, text) => {
    expect(decodeText(bytes, contentType)).toBe(text);
  });

  it("is some text for any bytes, of any type", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (bytes, type) => {
        expect(typeof decodeText(bytes, type)).toBe("string");
      }),
    );
  });

  it("of UTF-8 comes back whole", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(decodeText(Buffer.from(`<a>${text}€</a>`), "")).toBe(`<a>${text}€</a>`);
      }),
    );
  });
});
