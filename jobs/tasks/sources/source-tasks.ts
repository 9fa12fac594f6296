import type { Task } from "../../sdk/task.ts";
import { fetchContent } from "./fetch-content.ts";
import { ingestFromUpload } from "./ingest-from-upload.ts";
import { ingestOneoff } from "./ingest-oneoff.ts";
import { ingestPull, ingestPullYouTube } from "./ingest-pull.ts";
import { ingestRss } from "./ingest-rss.ts";
import { ingestSource } from "./ingest-source.ts";

/** Everything that brings news in. */
export const sourceTasks: readonly Task[] = [
  ...[ingestPull, ingestPullYouTube, ingestSource, ingestRss],
  ...[ingestOneoff, ingestFromUpload, fetchContent],
];
