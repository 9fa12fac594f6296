/** The label of a charset in a Content-Type, as carelessly as it is written: quotes, spaces, a colon in place of "=". */
function labelInType(contentType: string): string | undefined {
  return /charset\s*[=:]["'\s]*([^"'\s;,]+)/i.exec(contentType)?.[1];
}

/** So many bytes at the beginning of a document may hold what it says about its own charset. */
const headBytes = 2_048;

/** In an XML declaration, or in a `meta` element of HTML. */
const declared =
  /^\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([^"'>]{1,40})["']|<meta\s[^>]{0,200}?charset\s*=\s*["']?([\w-]{1,40})/i;

/** Byte order marks, and how "<" and "<?" begin in the encodings that need one. The longer ones go first. */
type Signature = { readonly bytes: readonly (number | undefined)[]; readonly label: string; readonly skip: number };
const anyByte = undefined;
const signatures: readonly Signature[] = [
  { bytes: [0x00, 0x00, 0xfe, 0xff], label: "utf-32be", skip: 4 },
  { bytes: [0xff, 0xfe, 0x00, 0x00], label: "utf-32le", skip: 4 },
  { bytes: [0x00, 0x00, 0x00, 0x3c], label: "utf-32be", skip: 0 },
  { bytes: [0x3c, 0x00, 0x00, 0x00], label: "utf-32le", skip: 0 },
  { bytes: [0xef, 0xbb, 0xbf], label: "utf-8", skip: 3 },
  { bytes: [0xfe, 0xff], label: "utf-16be", skip: 2 },
  { bytes: [0xff, 0xfe], label: "utf-16le", skip: 2 },
  { bytes: [0x00, 0x3c, 0x00, anyByte], label: "utf-16be", skip: 0 },
  { bytes: [0x3c, 0x00, anyByte, 0x00], label: "utf-16le", skip: 0 },
];

/**
 * The text of a document (XML, HTML, plain): its byte order mark says what it is in, else the Content-Type, else the
 * document, else it is UTF-8 (RFC 7303, 3). What says something wrong is passed over: text that is UTF-8 and not ASCII
 * alone is UTF-8 by no accident, whatever it was sent as. Bytes that mean nothing become U+FFFD; control characters that
 * no text has are left out. Never throws.
 */
export function decodeText(bytes: Uint8Array, contentType: string): string {
  const signature = signatures.find((each) =>
    each.bytes.every((byte, index) => byte === anyByte || bytes[index] === byte),
  );
  const text = signature
    ? (decodeAs(signature.label, bytes.subarray(signature.skip), false) ?? "")
    : decodeUnsigned(bytes, contentType);
  return withoutControls(text);
}

function decodeUnsigned(bytes: Uint8Array, contentType: string): string {
  const utf8 = decodeAs("utf-8", bytes, true);
  // ASCII alone may stand for something else: ISO-2022-JP is written in it.
  if (utf8 !== undefined && utf8.length !== bytes.length) return utf8;
  const head = Buffer.from(bytes.subarray(0, headBytes)).toString("latin1");
  const found = declared.exec(head);
  for (const label of [labelInType(contentType), found?.[1] ?? found?.[2]]) {
    // A document that could be read as far as its own "utf-16" is in something else.
    if (label === undefined || /^(utf|ucs)-?_?(16|32|2|4)/i.test(label)) continue;
    const text = decodeAs(label, bytes, true);
    if (text !== undefined) return text;
  }
  // Most of what is not what it says to be is in the encoding of old Windows programs.
  return utf8 ?? (mostlyUtf8(bytes) ? decodeAs("utf-8", bytes, false) : decodeAs("windows-1252", bytes, false)) ?? "";
}

/** Bad bytes in UTF-8 are few; what is not UTF-8 has no good ones. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  const text = decodeAs("utf-8", bytes, false) ?? "";
  const bad = text.split("\uFFFD").length - 1;
  return bad * 4 < text.length - text.replace(/[^\0-\x7f]/g, "").length;
}

/** Undefined when there is no such charset, or (`fatal`) the bytes are not in it. */
function decodeAs(label: string, bytes: Uint8Array, fatal: boolean): string | undefined {
  if (label === "utf-32be" || label === "utf-32le") return decodeUtf32(bytes, label === "utf-32le");
  try {
    return new TextDecoder(label, { fatal, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The encoding that the platform has no decoder for. */
function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = view.getUint32(at, littleEndian);
    const isCharacter = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
    parts.push(isCharacter ? String.fromCodePoint(point) : "\uFFFD");
  }
  return parts.join("");
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function withoutControls(text: string): string {
  return text.search(controls) < 0 ? text : text.replace(controls, "");
}
