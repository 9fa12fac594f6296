import type { App } from "../../workbench/app.ts";
import type { Command } from "../../workbench/commands.ts";
import { itemCommands } from "./items/item-commands.ts";
import { hasJob, runJob } from "./run-job.ts";
import { searchWords } from "./search/search-words.ts";
import { sourceCommands } from "./sources/source-commands.ts";

/** All that can be done with the news. */
export function newsCommands(app: App): readonly Command[] {
  return [
    {
      id: "news.show",
      title: "Show news",
      run: () => app.layout.update((layout) => ({ ...layout, activity: "news", sideBarVisible: true })),
    },
    ...placeCommands(app),
    {
      id: "news.search",
      title: "Search all news",
      icon: "search",
      keys: "mod+shift+f",
      run: () => showSearch(app),
    },
    {
      id: "news.searchFor",
      title: "Search for it",
      needsSubject: true,
      run: (words) => {
        searchWords(app).set(words === undefined ? "" : `"${words}"`);
        showSearch(app);
      },
    },
    ...jobCommands(app),
    ...sourceCommands(app),
    ...itemCommands(app),
  ];
}

function showSearch(app: App): void {
  app.open({ kind: "news-search", id: "" });
  requestAnimationFrame(() => document.querySelector<HTMLInputElement>(".search-head .filter-input")?.select());
}

function placeCommands({ open }: App): readonly Command[] {
  const places = [
    ["items", "Show items", "inbox"],
    ["stories", "Show stories", "layers"],
    ["briefs", "Show briefs", "file-text"],
    ["insights", "Show insights", "lightbulb"],
    ["portfolio", "Show portfolio", "pie-chart"],
    ["spend", "Show AI spend", "credit-card"],
    ["sources", "Show sources", "rss"],
  ] as const;
  return places.map(([name, title, icon]) => ({
    ...{ id: `news.${name}`, title: `News: ${title}`, icon },
    run: () => open({ kind: `news-${name}`, id: "" }),
  }));
}

function jobCommands(app: App): readonly Command[] {
  const job = (id: string, title: string, icon: string, taskId: string): Command => ({
    ...{ id, title, icon },
    enabled: () => hasJob(app, taskId),
    run: () => runJob(app, taskId),
  });
  return [
    job("news.makeBrief", "News: Make a brief now", "file-text", "generate-brief"),
    job("news.fetchNow", "News: Fetch and read everything now", "refresh", "news-tick"),
    job("news.analyse", "Analyse what waits", "sparkle", "analyze-news"),
    job("news.recompute", "News: Find insights now", "lightbulb", "recompute-profile-insights"),
  ];
}
