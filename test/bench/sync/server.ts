import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { root } from "../../support/paths.ts";

export type SyncServer = {
  readonly settings: Readonly<Record<string, string>>;
  /** Requests of each kind since it was asked last. */
  readonly requests: () => Promise<Readonly<Record<string, number>>>;
  readonly close: () => void;
};

/** A bucket with so many files of so many bytes, and a vector store, in a process of their own. */
export async function startSyncServer(files: number, bytes: number): Promise<SyncServer> {
  const entry = path.join(root, "test", "bench", "entries", "sync-server.ts");
  const child = fork(entry, [String(files), String(bytes)], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const { port } = await answer<{ port: number }>(child);
  return {
    settings: {
      "s3.endpoint": `http://127.0.0.1:${port}`,
      "s3.region": "local",
      "s3.bucket": "bucket",
      "s3.accessKeyId": "bench",
      "s3.secretAccessKey": "bench-secret",
      "openai.apiKey": "sk-bench",
      "openai.baseUrl": `http://127.0.0.1:${port}/v1`,
      "openai.vectorStoreName": "bench",
    },
    requests: async () => {
      child.send("counts");
      return (await answer<{ counts: Record<string, number> }>(child)).counts;
    },
    close: () => void child.kill("SIGTERM"),
  };
}

async function answer<T>(child: ChildProcess): Promise<T> {
  const [message] = await once(child, "message");
  return message as T;
}
