import type { Locator, Page } from "playwright-core";

/** How a window's frames came while something was done to it. */
export type Frames = {
  readonly count: number;
  readonly late: number;
  readonly longestMs: number;
  readonly p99Ms: number;
};

/** A frame that comes later than this after the one before it is seen as a jerk. */
export const lateMs = 50;
/** Three frames of a screen take 50 ms, and a bit by their clock. */
const clockErrorMs = 0.5;

/** Does something to a page, and tells how its frames came meanwhile. */
export async function framesDuring(page: Page, act: () => Promise<unknown>): Promise<Frames> {
  const watched = await page.evaluateHandle(() => {
    const gaps: number[] = [];
    const watch = { gaps, stopped: false };
    let before = performance.now();
    const frame = (now: number) => {
      gaps.push(now - before);
      before = now;
      if (!watch.stopped) requestAnimationFrame(frame);
    };
    requestAnimationFrame((now) => {
      before = now;
      requestAnimationFrame(frame);
    });
    return watch;
  });
  await act();
  const gaps = await watched.evaluate((watch) => {
    watch.stopped = true;
    return watch.gaps;
  });
  await watched.dispose();
  return summed(gaps);
}

function summed(gaps: readonly number[]): Frames {
  const sorted = gaps.toSorted((left, right) => left - right);
  return {
    count: sorted.length,
    late: sorted.filter((gap) => gap > lateMs + clockErrorMs).length,
    longestMs: sorted.at(-1) ?? Number.NaN,
    p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
  };
}

/** Pixels of one turn of a wheel, and of one by a hand that is in a hurry. */
const turns = { usual: 120, hasty: 1_500 } as const;

/** Turns the wheel over the middle of an element as a hand does, until it rests: down, then in a hurry, then up again. */
export async function wheelOver(page: Page, over: Locator, rounds: number): Promise<void> {
  const box = await over.boundingBox();
  if (!box) throw new Error("What is to be scrolled is not in sight");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (const [turn, times] of [
    [turns.usual, 40],
    [turns.hasty, 20],
    [-turns.usual, 20],
  ] as const)
    for (let index = 0; index < times * rounds; index++) await page.mouse.wheel(0, turn);
  await over.evaluate(async (element) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let still = 0, top = element.scrollTop; still < 10; top = element.scrollTop) {
      await frame();
      still = element.scrollTop === top ? still + 1 : 0;
    }
  });
}
