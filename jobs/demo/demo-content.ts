import { openContent } from "../content/content-database.ts";
import { createDemoContent } from "../content/demo-content.ts";
import { createHoldings } from "../content/holdings.ts";
import { createSources } from "../content/sources.ts";
import { createUsers } from "../content/users.ts";
import { parseHoldings } from "../interchange/holdings-csv.ts";
import type { DemoWorkspace } from "./workspace.ts";
import { demoNames } from "./workspace.ts";

const demoUser = {
  email: "demo@jobdeck.local",
  name: "Demo",
  interests: ["energy", "security", "semiconductors"],
  demo: true,
} as const;

/** What the demo keeps in the content. It is opened for each of these alone. */
export function createDemoRows(contentPath: string) {
  const withContent = async <T>(work: (content: ReturnType<typeof openContent>) => Promise<T>): Promise<T> => {
    const content = openContent(contentPath);
    try {
      return await work(content);
    } finally {
      await content.destroy();
    }
  };
  return {
    /** The port that the feeds were served at the last time; undefined when there was none. */
    feedsPort: (): Promise<number | undefined> =>
      withContent(async (content) => {
        const [source] = await createDemoContent(content).sources();
        return source && Number(new URL(source.url).port);
      }),
    /** Sources for the feeds, and somebody with a portfolio. What is there stays, but for where the feeds are. */
    add: ({ feeds, holdings }: Pick<DemoWorkspace, "feeds" | "holdings">, now: number): Promise<void> =>
      withContent(async (content) => {
        const sources = createSources(content);
        const known = new Map(
          (await createDemoContent(content).sources()).map((source) => [pathOf(source.url), source]),
        );
        for (const { title, url } of feeds) {
          const source = known.get(pathOf(url));
          if (!source) await sources.add({ kind: "rss", url, title, demo: true }, now);
          else if (source.url !== url) await sources.update(source.id, { url });
        }
        const userId = await createUsers(content).add(demoUser, now);
        const store = createHoldings(content);
        if ((await store.ofUser(userId)).length === 0) await store.replace(userId, parseHoldings(holdings).holdings);
      }),
    /** All of it, and what the runs of the demo made of it. */
    remove: (runIds: readonly string[]): Promise<void> =>
      withContent((content) => createDemoContent(content).remove({ ...demoNames, runIds })),
  };
}

function pathOf(url: string): string {
  return new URL(url).pathname;
}
