import type { MenuItem } from "../../workbench/menus/menu-model.ts";

/** Where the commands of the news stand: in the menus of the window, and in those of items and sources. */
export const newsMenus: readonly MenuItem[] = [
  { menu: "view", group: "4_views", command: "news.show", title: "&News" },
  { menu: "view", group: "4_views", command: "news.search", title: "Search all ne&ws" },
  { menu: "activity-bar", group: "1_views", command: "news.show", title: "News" },
  { menu: "news-item", group: "1_open", command: "news.openItem" },
  { menu: "news-item", group: "1_open", command: "news.openItemToSide" },
  { menu: "news-item", group: "1_open", command: "news.openOriginal" },
  { menu: "news-item", group: "2_state", command: "news.markRead" },
  { menu: "news-item", group: "2_state", command: "news.markUnread" },
  { menu: "news-item", group: "3_snooze", command: "news.snooze" },
  { menu: "news-item", group: "3_snooze", command: "news.snoozeWeek" },
  { menu: "news-item", group: "3_snooze", command: "news.wake" },
  { menu: "news-item", group: "4_jobs", command: "news.fetchText", hideDisabled: true },
  { menu: "news-source", group: "1_open", command: "news.openSource" },
  { menu: "news-source", group: "1_open", command: "news.openSite" },
  { menu: "news-source", group: "2_do", command: "news.fetchSource", hideDisabled: true },
  { menu: "news-source", group: "2_do", command: "news.markSourceRead" },
  { menu: "news-source", group: "3_state", command: "news.enableSource" },
  { menu: "news-source", group: "3_state", command: "news.disableSource" },
  { menu: "news-source", group: "4_copy", command: "news.copyAddress" },
  { menu: "news-source", group: "5_remove", command: "news.removeSource" },
];
