import { lazyEditor } from "../../components/lazy-editor.tsx";
import type { OpenEditor } from "../../workbench/editor-group.ts";
import type { EditorKind, View } from "../../workbench/view.ts";
import { findItems } from "./find-items.ts";
import { newsCommands } from "./news-commands.ts";
import { newsMenus } from "./news-menus.ts";
import { NewsSideBar } from "./news-side-bar.tsx";
import { SpendStatus } from "./spend/spend-status.tsx";

const named = (title: string) => (editor: OpenEditor) => editor.label ?? title;

const editors: readonly EditorKind[] = [
  {
    ...{ kind: "news-items", icon: "inbox", title: ({ id }) => (id === "" ? "Items" : "Items of a source") },
    Component: lazyEditor(async () => (await import("./items/items-editor.tsx")).ItemsEditor, "the items"),
  },
  {
    ...{ kind: "news-item", icon: "book", title: named("Item") },
    Component: lazyEditor(async () => (await import("./items/item-editor.tsx")).ItemEditor, "the item"),
  },
  {
    ...{ kind: "news-stories", icon: "layers", title: () => "Stories" },
    Component: lazyEditor(async () => (await import("./stories/stories-editor.tsx")).StoriesEditor, "the stories"),
  },
  {
    ...{ kind: "news-story", icon: "layers", title: named("Story") },
    Component: lazyEditor(async () => (await import("./stories/story-editor.tsx")).StoryEditor, "the story"),
  },
  {
    ...{ kind: "news-briefs", icon: "file-text", title: () => "Briefs" },
    Component: lazyEditor(async () => (await import("./briefs/briefs-editor.tsx")).BriefsEditor, "the briefs"),
  },
  {
    ...{ kind: "news-brief", icon: "file-text", title: named("Brief") },
    Component: lazyEditor(async () => (await import("./briefs/brief-editor.tsx")).BriefEditor, "the brief"),
  },
  {
    ...{ kind: "news-insights", icon: "lightbulb", title: () => "Insights" },
    Component: lazyEditor(async () => (await import("./insights/insights-editor.tsx")).InsightsEditor, "the insights"),
  },
  {
    ...{ kind: "news-portfolio", icon: "pie-chart", title: () => "Portfolio" },
    Component: lazyEditor(
      async () => (await import("./portfolio/portfolio-editor.tsx")).PortfolioEditor,
      "the portfolio",
    ),
  },
  {
    ...{ kind: "news-spend", icon: "credit-card", title: () => "AI spend" },
    Component: lazyEditor(async () => (await import("./spend/spend-editor.tsx")).SpendEditor, "the AI spend"),
  },
  {
    ...{ kind: "news-sources", icon: "rss", title: () => "Sources" },
    Component: lazyEditor(async () => (await import("./sources/sources-editor.tsx")).SourcesEditor, "the sources"),
  },
  {
    ...{ kind: "news-search", icon: "search", title: () => "Search" },
    Component: lazyEditor(async () => (await import("./search/search-editor.tsx")).SearchEditor, "the search"),
  },
];

export const newsView: View = {
  id: "news",
  activity: {
    title: "News",
    icon: "book",
    SideBar: NewsSideBar,
    actions: ["news.search", "news.addSource", "news.fetchNow"],
  },
  editors,
  Status: SpendStatus,
  find: findItems,
  commands: newsCommands,
  menus: () => newsMenus,
};
