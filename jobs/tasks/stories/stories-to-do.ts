import { type AiWork, createAiWork } from "../../content/ai-work.ts";
import { createStories } from "../../content/stories.ts";
import type { Story } from "../../model/news.ts";
import type { AiParts } from "../ai/ai-parts.ts";
import { numberSetting } from "../number-setting.ts";

/** One item is no more than itself: its own analysis says all there is. */
const leastItems = 2;
/** Stories that are looked at, the latest first. */
const looked = 500;

/**
 * The stories that have more items than they had when this was last done with them.
 *
 * @param storyId only this one, whatever its size
 */
export async function storiesToDo(
  { content, context }: AiParts,
  taskId: string,
  storyId: number | undefined,
): Promise<{ readonly stories: readonly Story[]; readonly work: AiWork }> {
  const work = createAiWork(content, taskId);
  const stories = createStories(content);
  const one = storyId === undefined ? undefined : await stories.get(storyId);
  const found =
    storyId === undefined
      ? (await stories.ofStatus(["new", "developing", "settled"], looked)).filter(
          (story) => story.itemCount >= leastItems,
        )
      : one
        ? [one]
        : [];
  const extents = await work.extents(found.map(({ id }) => id));
  const givenUp = await work.givenUp(numberSetting(context.settings, "ai.maxTries"));
  const open = found.filter(({ id, itemCount }) => (extents.get(id) ?? 0) < itemCount && !givenUp.has(id));
  return { stories: open.slice(0, numberSetting(context.settings, "ai.storyLimit")), work };
}
