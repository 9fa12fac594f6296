import type { S3Client } from "@aws-sdk/client-s3";
import { JobdeckError, messageOf } from "../model/errors.ts";

export type S3Options = {
  readonly bucket: string;
  /** Host, with or without scheme. */
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

export type S3Object = { readonly key: string; readonly etag: string; readonly size: number };

/** Thrown for what no retry can mend: wrong key, wrong bucket, no permission. */
export class S3RefusedError extends JobdeckError {}

/** Reads a bucket. Made for Backblaze B2 and every server that speaks S3. */
export type S3Bucket = {
  /** All objects, in pages of at most 1,000. */
  readonly list: (prefix: string | undefined, signal: AbortSignal) => AsyncGenerator<readonly S3Object[]>;
  /** The object's bytes. Rejects when fewer came than the server said there are. */
  readonly download: (key: string, signal: AbortSignal) => Promise<Uint8Array>;
  readonly close: () => void;
};

/** @throws S3RefusedError, or JobdeckError TASK_FAILED for what may work later; from every call */
export async function openBucket(options: S3Options): Promise<S3Bucket> {
  const { S3Client, ListObjectsV2Command, GetObjectCommand } = await import("@aws-sdk/client-s3");
  const client = new S3Client({
    endpoint: endpointUrl(options.endpoint),
    region: options.region,
    credentials: { accessKeyId: options.accessKeyId, secretAccessKey: options.secretAccessKey },
    forcePathStyle: true,
    maxAttempts: 3,
    // Backblaze B2 answers 400 to the x-amz-checksum headers that the SDK sends by default.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  const explain = (error: unknown, key?: string) => toS3Error(error, options, key);

  async function* list(prefix: string | undefined, signal: AbortSignal): AsyncGenerator<readonly S3Object[]> {
    let token: string | undefined;
    do {
      const command = new ListObjectsV2Command({ Bucket: options.bucket, Prefix: prefix, ContinuationToken: token });
      const page = await client.send(command, { abortSignal: signal }).catch((error: unknown) => {
        throw explain(error);
      });
      yield (page.Contents ?? []).map((object) => ({
        key: object.Key ?? "",
        etag: object.ETag ?? "",
        size: object.Size ?? 0,
      }));
      token = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (token);
  }

  const download = async (key: string, signal: AbortSignal): Promise<Uint8Array> => {
    try {
      const answer = await client.send(new GetObjectCommand({ Bucket: options.bucket, Key: key }), {
        abortSignal: signal,
      });
      const bytes = (await answer.Body?.transformToByteArray()) ?? new Uint8Array();
      if (answer.ContentLength !== undefined && bytes.length !== answer.ContentLength)
        throw new Error(`the download was cut off after ${bytes.length} of ${answer.ContentLength} bytes`);
      return bytes;
    } catch (error) {
      throw explain(error, key);
    }
  };

  return { list, download, close: () => closeClient(client) };
}

function closeClient(client: S3Client): void {
  client.destroy();
}

/** The endpoint as a URL: a bare host is reached over https. */
export function endpointUrl(endpoint: string): string {
  return /^https?:\/\//i.test(endpoint) ? endpoint : `https://${endpoint}`;
}

const remedies: Readonly<Record<string, (options: S3Options) => string>> = {
  NoSuchBucket: ({ bucket }) => `there is no bucket "${bucket}". Check S3_BUCKET_NAME and S3_REGION`,
  InvalidAccessKeyId: ({ accessKeyId }) =>
    `the access key ID "${accessKeyId.slice(0, 4)}…" is unknown. Check S3_ACCESS_KEY_ID`,
  SignatureDoesNotMatch: () => "the secret access key does not fit the access key ID. Check S3_SECRET_ACCESS_KEY",
  AccessDenied: ({ bucket }) =>
    `this key may not read the bucket "${bucket}". Give it the permission, or use another key`,
  InvalidBucketName: ({ bucket }) => `"${bucket}" cannot be a bucket's name. Check S3_BUCKET_NAME`,
  AuthorizationHeaderMalformed: ({ region }) => `the region "${region}" is not the bucket's. Check S3_REGION`,
};

function toS3Error(error: unknown, options: S3Options, key: string | undefined): Error {
  if (error instanceof Error && error.name === "AbortError") return error;
  const name = error instanceof Error ? error.name : "";
  const status = httpStatus(error);
  const where = `S3: ${key === undefined ? "" : `"${key}": `}`;
  const remedy = remedies[name]?.(options);
  if (remedy) return new S3RefusedError("TASK_FAILED", `${where}${remedy} (${name}).`, { cause: error });
  if (status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429)
    return new S3RefusedError("TASK_FAILED", `${where}the server answered ${status} (${name || messageOf(error)}).`, {
      cause: error,
    });
  return new JobdeckError(
    "TASK_FAILED",
    `${where}${options.endpoint} cannot be reached or failed (${networkReason(error)}). Check the network and S3_ENDPOINT.`,
    { cause: error },
  );
}

function httpStatus(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("$metadata" in error)) return undefined;
  const { $metadata: metadata } = error;
  if (typeof metadata !== "object" || metadata === null || !("httpStatusCode" in metadata)) return undefined;
  return typeof metadata.httpStatusCode === "number" ? metadata.httpStatusCode : undefined;
}

/** Node's own message is empty when several addresses were tried. */
function networkReason(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return messageOf(error.errors[0]);
  if (error instanceof Error && error.message === "" && "code" in error) return String(error.code);
  return messageOf(error) || "no answer";
}
