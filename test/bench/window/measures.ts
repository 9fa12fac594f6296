import type { Page } from "playwright-core";

/** Milliseconds from the load of the page until its jobs are drawn. */
export async function firstViewMs(page: Page): Promise<number> {
  await page.reload();
  const shown = await page.waitForFunction(
    () =>
      document.querySelector("[role=treeitem]") &&
      new Promise<number>((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  return Number(await shown.jsonValue());
}

/** How far the row in the middle of the table moves, at most, in any frame while something happens. */
export async function movedPx(page: Page, during: () => Promise<unknown>): Promise<number> {
  const watched = await page.evaluateHandle(() => {
    const box = document.querySelector(".runs-table")?.getBoundingClientRect();
    const row = box && document.elementFromPoint(box.left + 200, box.top + box.height / 2)?.closest(".runs-row");
    if (!row) throw new Error("No row is in sight");
    const { id } = row;
    const top = () => document.getElementById(id)?.getBoundingClientRect().top ?? Number.MAX_SAFE_INTEGER;
    const watch = { moved: 0, stopped: false };
    const before = top();
    const frame = () => {
      watch.moved = Math.max(watch.moved, Math.abs(top() - before));
      if (!watch.stopped) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    return watch;
  });
  await during();
  const moved = await watched.evaluate((watch) => {
    watch.stopped = true;
    return watch.moved;
  });
  await watched.dispose();
  return moved;
}

/** Waits until the page has drawn so many frames. */
export function frames(page: Page, count: number): Promise<void> {
  return page.evaluate(async (wanted) => {
    for (let index = 0; index < wanted; index++) await new Promise((resolve) => requestAnimationFrame(resolve));
  }, count);
}
