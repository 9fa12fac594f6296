import { messageOf } from "../model/errors.ts";
import type { S3Options } from "./s3-options.ts";
import { type FailureKind, kindOfStatus, ServiceError } from "./service-error.ts";
import { retryAfterMs } from "./tries.ts";

type Remedy = { readonly kind: FailureKind; readonly say: (options: S3Options) => string };

/** By the error's name: servers differ in their messages, and Ceph sends none. */
const remedies: Readonly<Record<string, Remedy>> = {
  NoSuchBucket: refused(({ bucket }) => `there is no bucket "${bucket}". Check S3_BUCKET_NAME and S3_REGION`),
  InvalidBucketName: refused(({ bucket }) => `"${bucket}" cannot be a bucket's name. Check S3_BUCKET_NAME`),
  InvalidAccessKeyId: refused(
    ({ accessKeyId }) => `the access key ID ${beginningOf(accessKeyId)} is unknown. Check S3_ACCESS_KEY_ID`,
  ),
  SignatureDoesNotMatch: refused(
    () => "the secret access key does not fit the access key ID. Check S3_SECRET_ACCESS_KEY",
  ),
  AccessDenied: refused(
    ({ bucket }) => `this key may not read the bucket "${bucket}". Give it the permission, or use another key`,
  ),
  AuthorizationHeaderMalformed: refused(({ region }) => `the region "${region}" is not the bucket's. Check S3_REGION`),
  PermanentRedirect: refused(
    ({ bucket, endpoint }) => `the bucket "${bucket}" is not at ${endpoint}. Check S3_ENDPOINT and S3_REGION`,
  ),
  RequestTimeTooSkewed: refused(() => "this computer's clock is more than 15 minutes off. Set it right"),
};

/** What can be wrong with one object alone. */
const objectRemedies: Readonly<Record<string, Remedy>> = {
  NoSuchKey: { kind: "item", say: () => "it was listed, but is no longer in the bucket" },
  AccessDenied: { kind: "item", say: () => "this key may not read it. Give it the permission, or use another key" },
  InvalidObjectState: { kind: "item", say: () => "it lies in an archive. Restore it first" },
};

/** What went wrong, with the remedy; `key` when it was about one object. */
export function s3Error(error: unknown, options: S3Options, key: string | undefined): ServiceError {
  const name = error instanceof Error ? error.name : "";
  const status = httpStatus(error);
  const where = `S3: ${key === undefined ? "" : `"${key}": `}`;
  const remedy = (key === undefined ? undefined : objectRemedies[name]) ?? remedies[name];
  if (remedy)
    return new ServiceError(`${where}${remedy.say(options)} (${name}).`, { kind: remedy.kind, status }, error);
  const kind = status === undefined || status < 300 ? "unavailable" : kindOfStatus(status);
  const facts = { kind, status, retryAfterMs: retryAfterMs(retryAfterHeader(error), Date.now()) };
  if (status !== undefined && kind !== "unavailable")
    return new ServiceError(
      `${where}the server answered ${status} (${name || messageOf(error)}). Check S3_ENDPOINT and S3_BUCKET_NAME.`,
      // Of one object, a 403 says nothing about the others.
      { ...facts, kind: key === undefined ? kind : "item" },
      error,
    );
  return new ServiceError(
    `${where}${options.endpoint} cannot be reached or failed (${networkReason(error)}). Check the network and S3_ENDPOINT.`,
    facts,
    error,
  );
}

function refused(say: (options: S3Options) => string): Remedy {
  return { kind: "refused", say };
}

/** Enough to recognise it by, never all of it. */
function beginningOf(secret: string): string {
  return secret.length >= 8 ? `"${secret.slice(0, 4)}…"` : "that is set";
}

function httpStatus(error: unknown): number | undefined {
  const status = at(at(error, "$metadata"), "httpStatusCode");
  return typeof status === "number" ? status : undefined;
}

function retryAfterHeader(error: unknown): string | undefined {
  const value = at(at(at(error, "$response"), "headers"), "retry-after");
  return typeof value === "string" ? value : undefined;
}

function at(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** Node's own message is empty when several addresses were tried. */
function networkReason(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return messageOf(error.errors[0]);
  if (error instanceof Error && error.message === "" && "code" in error) return String(error.code);
  return messageOf(error) || "no answer";
}
