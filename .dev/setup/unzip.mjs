import { mkdirSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { inflateRaw } from "node:zlib";
import { SetupError } from "./say.mjs";

const inflate = promisify(inflateRaw);
const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endLength = 22;

/**
 * Unpacks a ZIP file; a fresh machine need not have `unzip`. Plain files and folders with their permissions, stored or
 * deflated, which is what an Electron distribution consists of; anything else is refused.
 *
 * @param rename the path below `folder` for an entry's name, or null to leave it out
 */
export async function unzip(file, folder, rename) {
  const handle = await open(file, "r");
  try {
    for (const entry of await readEntries(handle)) {
      const name = entry.name.endsWith("/") ? null : rename(entry.name);
      if (name === null) continue;
      const target = path.join(folder, name);
      if (path.relative(folder, target).startsWith("..")) throw refusal(`leads out of its folder: ${entry.name}`);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, await contentOf(handle, entry), { mode: entry.mode });
    }
  } finally {
    await handle.close();
  }
}

async function readEntries(handle) {
  const { size } = await handle.stat();
  const tail = await read(handle, Math.max(0, size - 65_536 - endLength), Math.min(size, 65_536 + endLength));
  let at = tail.length - endLength;
  while (at >= 0 && tail.readUInt32LE(at) !== endSignature) at--;
  if (at < 0) throw refusal("has no directory at its end; it was not downloaded in full");
  const count = tail.readUInt16LE(at + 10);
  if (count === 0xffff) throw refusal("has more than 65,534 files");
  const directory = await read(handle, tail.readUInt32LE(at + 16), tail.readUInt32LE(at + 12));
  const entries = [];
  for (let offset = 0; entries.length < count; ) {
    const entry = readEntry(directory, offset);
    entries.push(entry);
    offset += entry.length;
  }
  return entries;
}

function readEntry(directory, at) {
  if (directory.readUInt32LE(at) !== entrySignature) throw refusal("is damaged");
  const nameLength = directory.readUInt16LE(at + 28);
  return {
    name: directory.toString("utf8", at + 46, at + 46 + nameLength),
    method: directory.readUInt16LE(at + 10),
    packedSize: directory.readUInt32LE(at + 20),
    size: directory.readUInt32LE(at + 24),
    mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777 || 0o644,
    isLink: directory.readUInt32LE(at + 38) >>> 28 === 0o12,
    headerAt: directory.readUInt32LE(at + 42),
    length: 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32),
  };
}

async function contentOf(handle, entry) {
  if (entry.isLink) throw refusal(`holds a link: ${entry.name}`);
  const header = await read(handle, entry.headerAt, 30);
  const start = entry.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = await read(handle, start, entry.packedSize);
  if (entry.method !== 0 && entry.method !== 8) throw refusal(`packs ${entry.name} by method ${entry.method}`);
  const content = entry.method === 0 ? packed : await inflate(packed);
  if (content.length !== entry.size) throw refusal(`is cut at ${entry.name}`);
  return content;
}

async function read(handle, position, length) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  if (bytesRead !== length) throw refusal("is cut");
  return buffer;
}

function refusal(what) {
  return new SetupError(`The ZIP file ${what}. Start again to fetch it anew.`);
}
