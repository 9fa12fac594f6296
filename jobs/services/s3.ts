import type { GetObjectCommandOutput, ListObjectsV2CommandOutput, S3Client } from "@aws-sdk/client-s3";
import { s3Error } from "./s3-error.ts";
import { endpointUrl, type S3Options } from "./s3-options.ts";
import { ServiceError } from "./service-error.ts";
import { type Tries, tried } from "./tries.ts";

export type S3Object = { readonly key: string; readonly etag: string; readonly size: number };

/** `too-large`: it is over the limit and was not read, or not to its end. */
export type S3Download =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "too-large"; readonly size: number };

/** Reads a bucket. Made for Backblaze B2 and every server that speaks S3. Every call rejects with ServiceError. */
export type S3Bucket = {
  /** All objects, in pages of at most 1,000, each in the order of the server. */
  readonly list: (prefix: string | undefined, signal: AbortSignal) => AsyncGenerator<readonly S3Object[]>;
  /** The object's bytes, at most `maxBytes`. Rejects when fewer came than the server said there are. */
  readonly download: (key: string, maxBytes: number, signal: AbortSignal) => Promise<S3Download>;
  readonly close: () => void;
};

const defaultTries: Tries = { limit: 3, delayMs: 100, longestWaitMs: 30_000 };
/** A server that says nothing for so long, in milliseconds, will say nothing any more. */
const defaultIdleTimeoutMs = 60_000;
const connectionTimeoutMs = 15_000;

/** @throws ServiceError `refused` when the endpoint cannot be one */
export async function openBucket(
  options: S3Options,
  { tries = defaultTries, idleTimeoutMs = defaultIdleTimeoutMs } = {},
): Promise<S3Bucket> {
  const { S3Client, ListObjectsV2Command, GetObjectCommand } = await import("@aws-sdk/client-s3");
  const client = new S3Client({
    endpoint: endpointUrl(options.endpoint),
    region: options.region,
    credentials: { accessKeyId: options.accessKeyId, secretAccessKey: options.secretAccessKey },
    forcePathStyle: true,
    // Tries are counted here: the SDK's own would multiply them.
    maxAttempts: 1,
    // Backblaze B2 answers 400 to the x-amz-checksum headers that the SDK sends by default.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: { connectionTimeout: connectionTimeoutMs, socketTimeout: idleTimeoutMs },
  });

  const asked = <T>(key: string | undefined, signal: AbortSignal, call: () => Promise<T>): Promise<T> =>
    tried(
      () =>
        call().catch((error: unknown) => {
          signal.throwIfAborted();
          throw s3Error(error, options, key);
        }),
      { tries, signal },
    );

  async function* list(prefix: string | undefined, signal: AbortSignal): AsyncGenerator<readonly S3Object[]> {
    const seen = new Set<string>();
    let token: string | undefined;
    do {
      // Encoded, a key may hold what XML cannot: control characters.
      const query = { Bucket: options.bucket, Prefix: prefix, ContinuationToken: token, EncodingType: "url" as const };
      const page = await asked(undefined, signal, () =>
        client.send(new ListObjectsV2Command(query), { abortSignal: signal }),
      );
      yield objectsOf(page);
      token = nextToken(page, seen);
    } while (token !== undefined);
  }

  const download = (key: string, maxBytes: number, signal: AbortSignal): Promise<S3Download> =>
    asked(key, signal, async () => {
      const command = new GetObjectCommand({ Bucket: options.bucket, Key: key });
      return readBody(await client.send(command, { abortSignal: signal }), maxBytes);
    });

  return { list, download, close: () => closeClient(client) };
}

function closeClient(client: S3Client): void {
  client.destroy();
}

function objectsOf(page: ListObjectsV2CommandOutput): readonly S3Object[] {
  const encoded = page.EncodingType === "url";
  return (page.Contents ?? []).flatMap(({ Key, ETag = "", Size = 0 }) =>
    Key === undefined ? [] : [{ key: encoded ? decodeKey(Key) : Key, etag: ETag, size: Size }],
  );
}

/** As S3 encodes it: like a form's field, a space is a plus. */
function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll("+", " "));
  } catch {
    // Not encoded after all, whatever the server said.
    return key;
  }
}

/**
 * Where the next page begins; undefined after the last.
 *
 * @throws ServiceError when the listing cannot be followed to its end: half a listing would look like removed objects
 */
function nextToken(page: ListObjectsV2CommandOutput, seen: Set<string>): string | undefined {
  if (!page.IsTruncated) return undefined;
  const token = page.NextContinuationToken;
  if (token === undefined || seen.has(token))
    throw new ServiceError("S3: the server says that the listing goes on, but not where. Try again later.", {
      kind: "unavailable",
    });
  seen.add(token);
  return token;
}

async function readBody({ Body, ContentLength }: GetObjectCommandOutput, maxBytes: number): Promise<S3Download> {
  const body = (Body ?? []) as AsyncIterable<Uint8Array> & { destroy?: () => void };
  if (ContentLength !== undefined && ContentLength > maxBytes) {
    body.destroy?.();
    return { kind: "too-large", size: ContentLength };
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    // Leaving the loop destroys the stream: what follows is not read.
    if (size > maxBytes) return { kind: "too-large", size };
  }
  if (ContentLength !== undefined && size !== ContentLength)
    throw new Error(`the download was cut off after ${size} of ${ContentLength} bytes`);
  return { kind: "bytes", bytes: joined(chunks, size) };
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const [only] = chunks;
  if (only && chunks.length === 1) return only;
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
