import type { TaskContext } from "../../sdk/context.ts";

/** What is to be done once items were analysed: quotes of them, and their stories. */
export async function triggerFollowUps(itemIds: readonly number[], { tasks }: TaskContext): Promise<void> {
  if (itemIds.length === 0) return;
  await tasks.trigger("extract-highlights", { itemIds });
  await tasks.trigger("analyze-story", {});
  await tasks.trigger("story-summarize", {});
}
