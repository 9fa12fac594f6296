import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { root } from "../../support/paths.ts";

export type FeedServer = {
  /** As the setting of the allowed hosts names it. */
  readonly host: string;
  /** Requests since it was asked last. */
  readonly requests: () => Promise<{ readonly all: number; readonly conditional: number }>;
  readonly close: () => void;
};

/** Feeds with so many items each, in a process of their own. */
export async function startFeedServer(items: number): Promise<FeedServer> {
  const entry = path.join(root, "test", "bench", "entries", "feed-server.ts");
  const child = fork(entry, [String(items)], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const { port } = await answer<{ port: number }>(child);
  return {
    host: `127.0.0.1:${port}`,
    requests: async () => {
      child.send("counts");
      return (await answer<{ counts: { all: number; conditional: number } }>(child)).counts;
    },
    close: () => void child.kill("SIGTERM"),
  };
}

async function answer<T>(child: ChildProcess): Promise<T> {
  const [message] = await once(child, "message");
  return message as T;
}
