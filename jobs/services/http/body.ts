import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import { ServiceError } from "../service-error.ts";

export type BodyLimit = {
  /** Bytes that are read, counted after decoding, while they come. */
  readonly maxBytes: number;
  /** What becomes of a longer body: its beginning is taken, or it is an error. */
  readonly longer: "cut" | "refuse";
};

/** No document packs better than this; what does was made to. It is asked from `ratioFromBytes` decoded bytes on. */
const mostRatio = 400;
const ratioFromBytes = 1_048_576;

/** Reads a body as far as is allowed, and leaves the connection. @throws ServiceError when it is too large or a bomb */
export async function readBody(
  answer: IncomingMessage,
  { method, url }: { readonly method: string; readonly url: URL },
  { maxBytes, longer }: BodyLimit,
): Promise<{ readonly body: Buffer; readonly truncated: boolean }> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    if (longer === "refuse" && Number(answer.headers["content-length"] ?? 0) > maxBytes) throw tooLarge(url, maxBytes);
    const coding = method === "HEAD" ? "" : (answer.headers["content-encoding"] ?? "");
    for await (const chunk of decoded(answer, coding, url)) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > maxBytes) break;
    }
  } finally {
    answer.destroy();
  }
  if (bytes > maxBytes && longer === "refuse") throw tooLarge(url, maxBytes);
  return { body: Buffer.concat(chunks).subarray(0, maxBytes), truncated: bytes > maxBytes };
}

async function* decoded(answer: IncomingMessage, coding: string, url: URL): AsyncGenerator<Buffer> {
  const decoder = await decoderFor(answer, coding.trim().toLowerCase());
  if (!decoder) return yield* answer as AsyncIterable<Buffer>;
  // An answer that breaks off must not leave the reading waiting.
  answer.on("error", (error) => decoder.destroy(error));
  answer.on("aborted", () => decoder.destroy(new Error("The answer broke off")));
  let bytes = 0;
  for await (const chunk of answer.pipe(decoder) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > ratioFromBytes && bytes > decoder.bytesWritten * mostRatio)
      throw new ServiceError(
        `${url.href} is a packed file that grows to more than ${mostRatio} times its size. It is not read.`,
        { kind: "item" },
      );
    yield chunk;
  }
}

type Decoder = ReturnType<typeof createGunzip>;

const decoders: Readonly<Record<string, () => Decoder>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  br: createBrotliDecompress,
};

async function decoderFor(answer: IncomingMessage, coding: string): Promise<Decoder | undefined> {
  if (coding !== "deflate") return decoders[coding]?.();
  // RFC 9110, 8.4.1.2: "deflate" is in the zlib format, and there are servers that leave that out.
  const first = await firstByte(answer);
  return first === undefined || (first & 0x0f) === 8 ? createInflate() : createInflateRaw();
}

async function firstByte(answer: Readable): Promise<number | undefined> {
  if (answer.readableLength === 0 && !answer.readableEnded)
    await new Promise<void>((resolve) => {
      for (const event of ["readable", "end", "error", "close"]) answer.once(event, () => resolve());
    });
  const chunk = answer.read() as Buffer | null;
  if (chunk === null || chunk.length === 0) return undefined;
  answer.unshift(chunk);
  return chunk[0];
}

function tooLarge(url: URL, maxBytes: number): ServiceError {
  return new ServiceError(`${url.href} is larger than ${maxBytes / 1_048_576} MiB. It is not read.`, { kind: "item" });
}
