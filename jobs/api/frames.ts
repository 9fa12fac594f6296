import type { Duplex } from "node:stream";

/** One message may have at most so many bytes; whoever sends more is no client of ours, or has lost its way. */
const maxFrameBytes = 64 * 1024 * 1024;
const headerBytes = 5;
const textFrame = 0;
const binaryFrame = 1;

type Message = string | Uint8Array;
type Listener = (event?: { readonly data: Message }) => void;

/** A stream of bytes, made to look like the MessagePort that oRPC speaks over. */
export type FramePort = {
  readonly on: (event: string, listener: Listener) => void;
  readonly postMessage: (message: Message | ArrayBuffer) => void;
};

/**
 * Sends and receives whole messages over a socket: four bytes of length (big endian), one byte of kind, the message.
 * A frame that is too large or of an unknown kind ends the connection.
 */
export function framePort(stream: Duplex): FramePort {
  const onMessage: Listener[] = [];
  const onClose: Listener[] = [];
  let buffer: Buffer = Buffer.alloc(0);

  stream.on("data", (chunk: Buffer) => {
    buffer = buffer.length === 0 ? chunk : Buffer.concat([buffer, chunk]);
    for (let message = take(); message !== undefined; message = take())
      for (const listener of onMessage) listener({ data: message });
  });
  stream.on("close", () => {
    for (const listener of onClose) listener();
  });
  // The reason arrives as `close`; without this listener Node would end the process.
  stream.on("error", () => stream.destroy());

  const take = (): Message | undefined => {
    if (buffer.length < headerBytes) return undefined;
    const length = buffer.readUInt32BE(0);
    const kind = buffer[4];
    if (length > maxFrameBytes || (kind !== textFrame && kind !== binaryFrame)) {
      stream.destroy(new Error(`Malformed frame of ${length} bytes`));
      buffer = Buffer.alloc(0);
      return undefined;
    }
    if (buffer.length < headerBytes + length) return undefined;
    const body = buffer.subarray(headerBytes, headerBytes + length);
    buffer = buffer.subarray(headerBytes + length);
    return kind === textFrame ? body.toString("utf8") : new Uint8Array(body);
  };

  return {
    on: (event, listener) => {
      if (event === "message") onMessage.push(listener);
      if (event === "close") onClose.push(listener);
    },
    postMessage: (message) => {
      if (stream.destroyed) return;
      const text = typeof message === "string";
      const body = text ? Buffer.from(message, "utf8") : Buffer.from(toBytes(message));
      const header = Buffer.alloc(headerBytes);
      header.writeUInt32BE(body.length, 0);
      header[4] = text ? textFrame : binaryFrame;
      stream.write(Buffer.concat([header, body]));
    },
  };
}

function toBytes(message: Uint8Array | ArrayBuffer): Uint8Array {
  return message instanceof Uint8Array ? message : new Uint8Array(message);
}
