import { hasNews } from "../../content/has-news.ts";
import type { Engine } from "../../engine/engine.ts";
import type { HostLog } from "../../model/host-log.ts";
import type { ContentService } from "./content-service.ts";

export type WatchNewsOptions = {
  readonly engine: Pick<Engine, "setHas">;
  readonly content: Pick<ContentService, "changes">;
  readonly contentPath: string;
  readonly binding: string | undefined;
  readonly log: HostLog;
};

/**
 * Tells the engine whether there is news to work on, now and whenever that may have changed, until the content service is
 * closed: who keeps no news is not shown a feed that is fetched every five minutes.
 */
export async function watchNews({ engine, content, contentPath, binding, log }: WatchNewsOptions): Promise<void> {
  const look = async () => {
    try {
      await engine.setHas("news", hasNews(contentPath, binding));
    } catch (error) {
      log.error("Whether there is news to work on could not be found out", error);
    }
  };
  await look();
  const follow = async () => {
    for await (const _ of content.changes(undefined)) await look();
  };
  void follow();
}
