import type { Page } from "playwright-core";

export type Scrolled = { readonly late: number; readonly frames: number; readonly longestMs: number };

/** Milliseconds from the load of the page until its jobs are there. */
export async function firstViewMs(page: Page): Promise<number> {
  await page.reload();
  const shown = await page.waitForFunction(() => document.querySelector("[role=treeitem]") && performance.now());
  return Number(await shown.jsonValue());
}

/** Scrolls by a page's part with every frame, and counts the frames that came late. */
export function scrollFrames(page: Page, selector: string): Promise<Scrolled> {
  return page.evaluate(
    async ({ selector: wanted, count }) => {
      const scroller = [...document.querySelectorAll(wanted)].find(
        (each) => each.scrollHeight > each.clientHeight + 50,
      );
      if (!scroller) throw new Error(`Nothing that scrolls is called ${wanted}`);
      scroller.scrollTop = 0;
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      await frame();
      let [before, late, longestMs] = [await frame(), 0, 0];
      for (let index = 0; index < count; index++) {
        scroller.scrollTop += index % 4 === 3 ? 1_400 : 220;
        const now = await frame();
        late += now - before > 50 ? 1 : 0;
        longestMs = Math.max(longestMs, now - before);
        before = now;
      }
      return { late, frames: count, longestMs };
    },
    { selector, count: 120 },
  );
}

/** Milliseconds from a filter that is typed until its first rows, or that there are none so far, are drawn. */
export function filterLatencies(page: Page, filters: readonly string[], rounds: number): Promise<number[]> {
  return page.evaluate(
    async ({ texts, times }) => {
      const input = document.querySelector<HTMLInputElement>(".runs-filter-bar .filter-input");
      const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
      if (!input || !set) throw new Error("There is no filter");
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const took: number[] = [];
      for (let round = 0; round < times; round++)
        for (const text of texts) {
          const began = performance.now();
          set.call(input, text);
          input.dispatchEvent(new Event("input", { bubbles: true }));
          const answered = () => {
            const { filter, answered: has } = document.querySelector<HTMLElement>(".runs-editor")?.dataset ?? {};
            return filter === text && has === "true";
          };
          while (!answered()) await frame();
          took.push(performance.now() - began);
        }
      return took;
    },
    { texts: filters, times: rounds },
  );
}

/** How far the rows that are read move while something happens. */
export async function movedPx(page: Page, during: () => Promise<void>): Promise<number> {
  const place = () =>
    page.evaluate(() => {
      const scroller = document.querySelector(".runs-table");
      const box = scroller?.getBoundingClientRect();
      const row = [...document.querySelectorAll(".runs-row")].find(
        (each) => box && each.getBoundingClientRect().top > box.top + 60,
      );
      return row && { id: row.id, top: row.getBoundingClientRect().top };
    });
  await page.evaluate(() => document.querySelector(".runs-table")?.scrollTo({ top: 2_400 }));
  await page.waitForFunction(() => (document.querySelector(".runs-table")?.scrollTop ?? 0) > 2_000);
  const before = await place();
  await during();
  await page.locator(".runs-fresh").waitFor();
  if (!before) throw new Error("No row is in sight");
  const after = await page.evaluate((id) => document.getElementById(id)?.getBoundingClientRect().top, before.id);
  return Math.abs((after ?? Number.MAX_SAFE_INTEGER) - before.top);
}
