import type { Page } from "playwright-core";
import type { Look } from "./views.ts";

const news = (page: Page) =>
  page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "News" }).click();
const place = (title: string) => async (page: Page) => {
  await news(page);
  await page.locator(".news-places").getByRole("button", { name: title }).click();
};
const items = async (page: Page, row: number) => {
  await place("Items")(page);
  await page.getByRole("listbox", { name: "Items" }).getByRole("option").nth(row).click();
  await page.locator(".reader-title").waitFor();
};
const brief = async (page: Page) => {
  await place("Briefs")(page);
  await page.getByRole("listbox", { name: "Briefs" }).getByRole("option").first().click();
  await page.locator(".reader-text h3").first().waitFor();
};
const search = async (page: Page, words: string) => {
  await page.keyboard.press("Control+Shift+F");
  await page.getByRole("textbox", { name: "Search all news" }).fill(words);
};
const sources = async (page: Page) => {
  await news(page);
  await page.getByRole("button", { name: "Manage" }).click();
};

/** The news: full, empty, very full, hostile and broken. */
export const newsLooks: readonly Look[] = [
  { name: "news-items", scenario: "full", reach: (page) => items(page, 0) },
  { name: "news-items-hostile", scenario: "full", reach: (page) => items(page, 6) },
  { name: "news-items-of-100000", scenario: "huge-news", reach: (page) => items(page, 0) },
  { name: "news-items-empty", scenario: "no-news", reach: place("Items") },
  { name: "news-items-broken", scenario: "broken-news", reach: place("Items") },
  { name: "news-sources", scenario: "full", reach: sources },
  { name: "news-sources-empty", scenario: "no-news", reach: sources },
  {
    name: "news-sources-found",
    scenario: "full",
    reach: async (page) => {
      await sources(page);
      await page.getByLabel("Address of a feed or a site").fill("example.com");
      await page.keyboard.press("Enter");
    },
  },
  { name: "news-stories", scenario: "full", reach: place("Stories") },
  {
    name: "news-story",
    scenario: "full",
    reach: async (page) => {
      await place("Stories")(page);
      await page.getByRole("listbox", { name: "Stories" }).getByRole("option").first().click();
    },
  },
  { name: "news-briefs", scenario: "full", reach: place("Briefs") },
  { name: "news-brief", scenario: "full", reach: brief },
  { name: "news-insights", scenario: "full", reach: place("Insights") },
  { name: "news-portfolio", scenario: "full", reach: place("Portfolio") },
  { name: "news-portfolio-empty", scenario: "no-news", reach: place("Portfolio") },
  { name: "news-spend", scenario: "full", reach: place("AI spend") },
  { name: "news-search", scenario: "full", reach: (page) => search(page, "bank") },
  { name: "news-search-nothing", scenario: "full", reach: (page) => search(page, "xylophone") },
];
