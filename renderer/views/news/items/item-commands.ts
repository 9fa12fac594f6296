import { openInBrowser } from "../../../components/reader/external-link.tsx";
import type { App } from "../../../workbench/app.ts";
import type { Command } from "../../../workbench/commands.ts";
import { hasJob, runJob } from "../run-job.ts";
import { changeItem, currentItem, stepItem } from "./items-state.ts";

const day = 86_400_000;
const whenReading = "(activeEditor == news-items || activeEditor == news-item) && editorFocus && !inputFocus";

/** What can be done with an item: the one that was clicked, else the one that is read. */
export function itemCommands(app: App): readonly Command[] {
  const itemOf = (subject: string | undefined) => (subject === undefined ? currentItem(app) : Number(subject));
  const change = (of: (itemId: number) => Parameters<typeof changeItem>[2]) => async (subject: string | undefined) => {
    const itemId = itemOf(subject);
    if (itemId !== undefined) await changeItem(app, itemId, of(itemId));
  };
  const enabled = (subject: string | undefined) => itemOf(subject) !== undefined;
  const forItem = { enabled, when: whenReading };
  return [
    { id: "news.nextItem", title: "News: Next item", keys: "j", when: whenReading, run: () => stepItem(app, 1) },
    {
      id: "news.previousItem",
      title: "News: Previous item",
      keys: "k",
      when: whenReading,
      run: () => stepItem(app, -1),
    },
    {
      ...{ id: "news.openItem", title: "Open in a tab of its own", needsSubject: true, icon: "book" },
      run: (subject) => app.open({ kind: "news-item", id: String(subject) }),
    },
    {
      ...{ id: "news.openItemToSide", title: "Open to the side", needsSubject: true },
      run: (subject) => app.open({ kind: "news-item", id: String(subject) }, { toSide: true }),
    },
    { ...forItem, id: "news.markRead", title: "Mark as read", icon: "check", run: change(() => ({ read: true })) },
    {
      ...{ ...forItem, id: "news.markUnread", title: "Mark as unread", icon: "circle-filled", keys: "u" },
      run: change(() => ({ read: false })),
    },
    {
      ...{ ...forItem, id: "news.snooze", title: "Snooze for a day", icon: "bell-slash", keys: "s" },
      run: change(() => ({ snoozedUntil: Date.now() + day })),
    },
    {
      ...forItem,
      id: "news.snoozeWeek",
      title: "Snooze for a week",
      run: change(() => ({ snoozedUntil: Date.now() + 7 * day })),
    },
    { ...forItem, id: "news.wake", title: "Wake", icon: "bell", run: change(() => ({ snoozedUntil: null })) },
    {
      ...{ ...forItem, id: "news.openOriginal", title: "Open the original in the browser", keys: "o" },
      run: async (subject) => {
        const itemId = itemOf(subject);
        if (itemId === undefined) return;
        const { link, canonicalUrl } = await app.client().content.items.get({ itemId });
        if (!openInBrowser(link ?? canonicalUrl ?? "")) app.notices.info("This item has no address on the web.");
      },
    },
    {
      ...{ id: "news.fetchText", title: "Fetch full text", icon: "cloud-download" },
      enabled: (subject) => enabled(subject) && hasJob(app, "fetch-content"),
      run: async (subject) => {
        const itemId = itemOf(subject);
        if (itemId !== undefined) await runJob(app, "fetch-content", { itemIds: [itemId], again: true });
      },
    },
    {
      ...{ id: "news.markAllRead", title: "News: Mark all items as read" },
      run: async () => {
        const { changed } = await app.client().content.items.markRead({});
        app.notices.info(changed === 0 ? "All items were read already." : `${changed} items were marked as read.`);
      },
    },
  ];
}
