import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { startFeedsStandIn } from "./feeds-stand-in.ts";
import { startOpenAiStandIn } from "./openai-stand-in.ts";
import { type StandInObject, startS3StandIn } from "./s3-stand-in.ts";
import { readSampleFeeds } from "./sample-news.ts";

/** Names that nobody's own have: what they stand for is removed with the demo. */
export const demoNames = { bucket: "jobdeck-demo-notes", vectorStore: "jobdeck-demo-notes" } as const;
/** One byte more than the sync takes; made here, since nobody wants it in a repository. */
const tooLargeBytes = 10 * 1024 * 1024 + 1;

export type DemoFeed = { readonly title: string; readonly url: string };

export type DemoWorkspace = {
  /** Values for settings: those of the S3 sync, credentials included, and of the news. */
  readonly settings: Readonly<Record<string, string>>;
  readonly feeds: readonly DemoFeed[];
  /** What the demo's user holds, as CSV. */
  readonly holdings: string;
  readonly stop: () => Promise<void>;
};

type WorkspaceOptions = {
  /** Holds the folders `bucket` and `news`. */
  readonly samplesPath: string;
  readonly now: number;
  /** Where the feeds were served before. */
  readonly feedsPort?: number | undefined;
  /** The user's own allowed hosts, as the setting has them. */
  readonly allowedHosts?: string | undefined;
};

/** Starts local stand-ins for the bucket, the AI API and the feeds. */
export async function startDemoWorkspace(options: WorkspaceOptions): Promise<DemoWorkspace> {
  const { samplesPath, now, feedsPort, allowedHosts } = options;
  const news = path.join(samplesPath, "news");
  const [objects, outlets, holdings] = await Promise.all([
    sampleObjects(path.join(samplesPath, "bucket")),
    readSampleFeeds(news),
    readFile(path.join(news, "holdings.csv"), "utf8"),
  ]);
  const s3 = await startS3StandIn(demoNames.bucket, objects);
  const openai = await startOpenAiStandIn();
  const web = await startFeedsStandIn({ feeds: outlets, now, port: feedsPort });
  return {
    feeds: outlets.map(({ id, title }) => ({ title, url: web.feeds.get(id) ?? web.url })),
    holdings,
    settings: {
      "s3.bucket": demoNames.bucket,
      "s3.endpoint": s3.url,
      "s3.region": "demo",
      "s3.accessKeyId": "demo-access-key",
      "s3.secretAccessKey": "demo-secret-key",
      "openai.apiKey": "demo-api-key",
      "openai.vectorStoreName": demoNames.vectorStore,
      "openai.baseUrl": openai.url,
      // The stand-in has files and vector stores; it plays no model.
      "ai.provider": "local",
      // All of the samples at once, so that the first tick has something to tell.
      "ai.embedLimit": "100",
      "ai.analyzeLimit": "100",
      "ai.briefStories": "12",
      // Of all addresses of this computer, the one that the feeds are at.
      "network.allowedHosts": [allowedHosts, new URL(web.url).host].filter(Boolean).join(", "),
    },
    stop: async () => {
      await Promise.all([s3.close(), openai.close(), web.close()]);
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
