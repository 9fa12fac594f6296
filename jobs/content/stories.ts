import type { Kysely } from "kysely";
import type { Item, Story, StoryStatus } from "../model/news.ts";
import type { ContentSchema } from "./content-schema.ts";
import { fromRow, inSlices } from "./rows.ts";

export type StorySummary = {
  readonly short: string;
  readonly long: string;
  /** How many items it tells of. */
  readonly items: number;
};

const sliceSize = 500;

/** An item that joins a story. */
export type StoryMember = Pick<Item, "id" | "title" | "publishedAt">;

/** Stories: items that tell of the same event. */
export function createStories(database: Kysely<ContentSchema>) {
  const stories = database.selectFrom("story").selectAll("story");
  const latest = stories.orderBy("last_at", "desc").orderBy("id", "desc");
  return {
    /** Begins a story with at least one item, and takes its title from the first. Gives its id. */
    begin: (members: readonly [StoryMember, ...StoryMember[]], now: number): Promise<number> =>
      database.transaction().execute(async (transaction) => {
        const [{ title, publishedAt }] = members;
        const { id } = await transaction
          .insertInto("story")
          .values({ title, first_at: publishedAt, last_at: publishedAt, updated_at: now })
          .returning("id")
          .executeTakeFirstOrThrow();
        await join(transaction, id, members, now);
        return id;
      }),
    /** Adds items to a story; one that is in a story stays where it is. */
    join: (storyId: number, members: readonly StoryMember[], now: number): Promise<void> =>
      database.transaction().execute((transaction) => join(transaction, storyId, members, now)),
    get: async (id: number): Promise<Story | undefined> => {
      const row = await stories.where("id", "=", id).executeTakeFirst();
      return row && fromRow(row);
    },
    /** The story that an item is in. */
    ofItem: async (itemId: number): Promise<Story | undefined> => {
      const row = await stories
        .innerJoin("story_item", "story_item.story_id", "story.id")
        .where("story_item.item_id", "=", itemId)
        .executeTakeFirst();
      return row && fromRow(row);
    },
    /** The stories that items are in, by item; an item in none is left out. */
    ofItems: async (itemIds: readonly number[]): Promise<ReadonlyMap<number, number>> => {
      if (itemIds.length === 0) return new Map();
      const rows = await database
        .selectFrom("story_item")
        .select(["item_id", "story_id"])
        .where("item_id", "in", itemIds)
        .execute();
      return new Map(rows.map((row) => [row.item_id, row.story_id]));
    },
    /** Its items, the newest first. */
    items: async (storyId: number): Promise<readonly Item[]> => {
      const rows = await database
        .selectFrom("item")
        .innerJoin("story_item", "story_item.item_id", "item.id")
        .selectAll("item")
        .where("story_item.story_id", "=", storyId)
        .orderBy("published_at", "desc")
        .orderBy("item.id", "desc")
        .execute();
      return rows.map((row) => fromRow(row));
    },
    /** Ids of its items, the newest first. */
    itemIds: async (storyId: number): Promise<readonly number[]> => {
      const rows = await database
        .selectFrom("story_item")
        .innerJoin("item", "item.id", "story_item.item_id")
        .select("item.id")
        .where("story_id", "=", storyId)
        .orderBy("published_at", "desc")
        .orderBy("item.id", "desc")
        .execute();
      return rows.map((row) => row.id);
    },
    /** Of these states, the latest first. */
    ofStatus: async (statuses: readonly StoryStatus[], limit: number): Promise<readonly Story[]> => {
      const rows = await latest.where("status", "in", statuses).limit(limit).execute();
      return rows.map((row) => fromRow(row));
    },
    /** Those of at least so many items that have more of them than their summary tells of, the latest first. */
    toSummarize: async (leastItems: number, limit: number): Promise<readonly Story[]> => {
      const rows = await latest
        .where("status", "<>", "archived")
        .where("item_count", ">=", leastItems)
        .whereRef("item_count", ">", "summary_items")
        .limit(limit)
        .execute();
      return rows.map((row) => fromRow(row));
    },
    setSummary: async (id: number, summary: StorySummary, now: number): Promise<void> => {
      const { short, long, items } = summary;
      await database
        .updateTable("story")
        .set({ summary_short: short, summary_long: long, summary_items: items, updated_at: now })
        .where("id", "=", id)
        .execute();
    },
    setStatus: (ids: readonly number[], status: StoryStatus, now: number): Promise<void> =>
      inSlices(ids, sliceSize, async (slice) => {
        await database.updateTable("story").set({ status, updated_at: now }).where("id", "in", slice).execute();
      }),
  };
}

async function join(
  transaction: Kysely<ContentSchema>,
  storyId: number,
  members: readonly StoryMember[],
  now: number,
): Promise<void> {
  const times: number[] = [];
  for (const { id, publishedAt } of members) {
    const joined = await transaction
      .insertInto("story_item")
      .values({ story_id: storyId, item_id: id })
      .onConflict((conflict) => conflict.doNothing())
      .returning("item_id")
      .executeTakeFirst();
    if (joined) times.push(publishedAt);
  }
  if (times.length === 0) return;
  const { first_at, last_at, status } = await transaction
    .selectFrom("story")
    .select(["first_at", "last_at", "status"])
    .where("id", "=", storyId)
    .executeTakeFirstOrThrow();
  await transaction
    .updateTable("story")
    .set({
      first_at: Math.min(first_at, ...times),
      last_at: Math.max(last_at, ...times),
      // There is news of it.
      status: status === "archived" ? "developing" : status,
      updated_at: now,
    })
    .where("id", "=", storyId)
    .execute();
}
