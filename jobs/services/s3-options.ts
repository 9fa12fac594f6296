import { ServiceError } from "./service-error.ts";

export type S3Options = {
  readonly bucket: string;
  /** Host, with or without scheme. */
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

/** A bucket's options out of the settings in force. */
export function s3Options(values: Readonly<Record<string, string>>): S3Options {
  return {
    bucket: values["s3.bucket"] ?? "",
    endpoint: values["s3.endpoint"] ?? "",
    region: values["s3.region"] ?? "",
    accessKeyId: values["s3.accessKeyId"] ?? "",
    secretAccessKey: values["s3.secretAccessKey"] ?? "",
  };
}

/**
 * The endpoint as a URL: a bare host is reached over https.
 *
 * @throws ServiceError `refused` when it is none
 */
export function endpointUrl(endpoint: string): string {
  const url = /^https?:\/\//i.test(endpoint) ? endpoint : `https://${endpoint}`;
  if (URL.canParse(url)) return url;
  throw new ServiceError(
    `S3: the endpoint "${endpoint}" is not a host. Set S3_ENDPOINT to one, such as s3.us-west-000.backblazeb2.com.`,
    { kind: "refused" },
  );
}
