import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { startOpenAiStandIn } from "./openai-stand-in.ts";
import { type StandInObject, startS3StandIn } from "./s3-stand-in.ts";

const bucketName = "demo-notes";
const storeName = "demo-notes";
/** One byte more than the sync takes; made here, since nobody wants it in a repository. */
const tooLargeBytes = 10 * 1024 * 1024 + 1;

export type DemoWorkspace = {
  /** Values for the settings of the S3 sync, credentials included. */
  readonly settings: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
};

/** Starts local stand-ins for the bucket and the AI API. `samplesPath` holds the folder `bucket`. */
export async function startDemoWorkspace(options: { readonly samplesPath: string }): Promise<DemoWorkspace> {
  const s3 = await startS3StandIn(bucketName, await sampleObjects(path.join(options.samplesPath, "bucket")));
  const openai = await startOpenAiStandIn();
  return {
    settings: {
      "s3.bucket": bucketName,
      "s3.endpoint": s3.url,
      "s3.region": "demo",
      "s3.accessKeyId": "demo-access-key",
      "s3.secretAccessKey": "demo-secret-key",
      "openai.apiKey": "demo-api-key",
      "openai.vectorStoreName": storeName,
      "openai.baseUrl": openai.url,
      // The stand-in has files and vector stores; it plays no model.
      "ai.provider": "local",
    },
    stop: async () => {
      await Promise.all([s3.close(), openai.close()]);
    },
  };
}

async function sampleObjects(folder: string): Promise<readonly StandInObject[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  const objects = await Promise.all(
    files.map(async (entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return {
        key: path.relative(folder, file).split(path.sep).join("/"),
        bytes: new Uint8Array(await readFile(file)),
      };
    }),
  );
  return [...objects, { key: "archive/everything-2019.md", bytes: new Uint8Array(tooLargeBytes).fill(0x2e) }];
}
