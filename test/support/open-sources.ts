import path from "node:path";
import { onTestFinished } from "vitest";
import { openContent } from "../../jobs/content/content-database.ts";
import { migrateContent } from "../../jobs/content/migrate-content.ts";
import { type SourceParts, sourceParts } from "../../jobs/tasks/sources/source-parts.ts";
import type { Outside } from "./outside.ts";
import { migrationsPath } from "./paths.ts";
import { tempHome } from "./temp-home.ts";

export type TestSources = SourceParts & {
  /** What time it is to them. */
  readonly clock: { now: number };
  /** Everything of the table, in the order of its ids. */
  readonly items: () => Promise<
    readonly {
      readonly title: string;
      readonly key: string;
      readonly source_id: number;
      readonly content_state: string;
    }[]
  >;
};

/** Sources in a database of the test's own; these hosts may be asked. */
export function openSources(...outside: readonly Outside[]): TestSources {
  const home = tempHome();
  migrateContent({ home, migrations: migrationsPath, binding: undefined });
  const content = openContent(path.join(home, "content.db"));
  onTestFinished(() => content.destroy());
  const clock = { now: Date.UTC(2026, 0, 1) };
  const settings = { "network.allowedHosts": outside.map(({ host }) => host).join(",") };
  return {
    ...sourceParts(content, settings),
    ...{ clock, now: () => clock.now },
    items: () =>
      content.selectFrom("raw_item").select(["title", "key", "source_id", "content_state"]).orderBy("id").execute(),
  };
}

/** RSS with these items. */
export function rssOf(title: string, ...items: readonly string[]): string {
  const written = items.map((each) => `<item><title>${each}</title><guid isPermaLink="false">${each}</guid></item>`);
  return `<rss version="2.0"><channel><title>${title}</title>${written.join("")}</channel></rss>`;
}
