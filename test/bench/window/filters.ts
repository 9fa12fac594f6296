import type { Page } from "playwright-core";
import { oldestWord, rareWord } from "./full-home.ts";

/** Every kind of filter, and some that fit few of a million runs. */
export const filters = [
  "state:failed",
  "state:cancelled job:task-7",
  "state:active",
  "job:task-300",
  "trigger:user",
  "trigger:user state:failed job:task-12",
  "tag:nightly",
  "tag:rare",
  "since:2h",
  "since:2h state:failed",
  "until:yesterday",
  "server",
  "server state:failed job:task-5",
  rareWord,
  oldestWord,
  "nowhere",
] as const;

export type Typed = {
  readonly text: string;
  /** Until the first rows are there, or it is said that there are none so far. */
  readonly answeredMs: number;
  /** Until all is searched through, or there are rows for a page. */
  readonly doneMs: number;
};

/** Types filters into the table of runs, letter by letter, and tells how soon the last letter of each is answered. */
export async function typeFilters(page: Page, texts: readonly string[]): Promise<readonly Typed[]> {
  const input = page.getByRole("combobox", { name: "Filter runs" });
  const typed: Typed[] = [];
  for (const text of texts) {
    await input.fill(text.slice(0, -1));
    await page.locator(`.runs-editor[data-filter="${text.slice(0, -1)}"][data-answered="true"]`).waitFor();
    const watched = await page.evaluateHandle(watchAnswer, text);
    await input.press(text.slice(-1));
    const { answeredMs, doneMs } = await watched.evaluate(({ answer }) => answer);
    typed.push({ text, answeredMs, doneMs });
    await watched.dispose();
  }
  return typed;
}

/** In the page: from the key to the frame after the one in which the answer was drawn. */
function watchAnswer(text: string): { readonly answer: Promise<Omit<Typed, "text">> } {
  const editor = document.querySelector<HTMLElement>(".runs-editor");
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const pressed = new Promise<number>((resolve) => {
    addEventListener("keydown", ({ timeStamp }) => resolve(timeStamp), { once: true, capture: true });
  });
  const isAnswered = () => editor?.dataset.filter === text && editor.dataset.answered === "true";
  const isDone = () => isAnswered() && !editor?.querySelector(".runs-count")?.textContent?.includes("searched back to");
  const measure = async () => {
    const began = await pressed;
    while (!isAnswered()) await frame();
    const answeredMs = (await frame()) - began;
    while (!isDone()) await frame();
    return { answeredMs, doneMs: performance.now() - began };
  };
  return { answer: measure() };
}
