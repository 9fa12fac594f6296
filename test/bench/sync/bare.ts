import { GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import OpenAI, { toFile } from "openai";

/**
 * The same work with nothing around it: `parallel` lanes that each read an object and upload it, with one file batch for each
 * `parallel` files. No memory of what was done, no retries, no report: what a sync cannot be faster than.
 */
export async function bareSync(settings: Readonly<Record<string, string>>, parallel: number): Promise<number> {
  const value = (name: string) => settings[name] ?? "";
  const bucket = value("s3.bucket");
  const s3 = new S3Client({
    endpoint: value("s3.endpoint"),
    region: value("s3.region"),
    credentials: { accessKeyId: value("s3.accessKeyId"), secretAccessKey: value("s3.secretAccessKey") },
    forcePathStyle: true,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  const openai = new OpenAI({ apiKey: value("openai.apiKey"), baseURL: value("openai.baseUrl"), maxRetries: 0 });
  const store = await openai.vectorStores.create({ name: "bare" });

  const keys: string[] = [];
  let token: string | undefined;
  do {
    const page = await s3.send(new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: token }));
    keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
    token = page.NextContinuationToken;
  } while (token !== undefined);

  let done: string[] = [];
  const attach = async (fileIds: string[]) => {
    const { id } = await openai.vectorStores.fileBatches.create(store.id, { file_ids: fileIds });
    while (
      (await openai.vectorStores.fileBatches.retrieve(id, { vector_store_id: store.id })).status === "in_progress"
    );
  };
  const left = keys.values();
  const lane = async () => {
    for (const key of left) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
      const file = await toFile(bytes, key.slice(key.lastIndexOf("/") + 1), { type: "text/markdown" });
      done.push((await openai.files.create({ file, purpose: "assistants" })).id);
      if (done.length >= parallel) {
        const full = done;
        done = [];
        await attach(full);
      }
    }
  };
  await Promise.all(Array.from({ length: parallel }, lane));
  if (done.length > 0) await attach(done);
  s3.destroy();
  return keys.length;
}
