import { copyAndTell } from "../../../components/copy-text.ts";
import { openInBrowser } from "../../../components/reader/external-link.tsx";
import type { App } from "../../../workbench/app.ts";
import type { Command } from "../../../workbench/commands.ts";
import { hasJob, runJob } from "../run-job.ts";

/** What can be done with sources. The subject is a source's id. */
export function sourceCommands(app: App): readonly Command[] {
  const sourceOf = async (subject: string | undefined) => {
    const sources = await app.client().content.sources.list({});
    const found = sources.find(({ id }) => String(id) === subject);
    if (!found) throw new Error("This source is gone.");
    return found;
  };
  const setEnabled = (id: string, title: string, enabled: boolean): Command => ({
    ...{ id, title, needsSubject: true },
    run: async (subject) => {
      const { content } = app.client();
      await content.sources.update({ sourceId: Number(subject), enabled });
    },
  });
  return [
    {
      id: "news.addSource",
      title: "News: Add a source",
      icon: "add",
      run: () => {
        app.open({ kind: "news-sources", id: "" });
        app.reveal.set({ editor: "news-sources:", part: "address" });
      },
    },
    {
      id: "news.copyOpml",
      title: "News: Copy all sources as OPML",
      run: async () =>
        copyAndTell(app, (await app.client().content.sources.exportOpml({})).opml, "The OPML of your sources"),
    },
    {
      id: "news.openSource",
      title: "Show its items",
      needsSubject: true,
      run: (subject) => app.open({ kind: "news-items", id: `source:${subject}` }),
    },
    setEnabled("news.enableSource", "Turn on and fetch soon", true),
    setEnabled("news.disableSource", "Turn off", false),
    {
      id: "news.fetchSource",
      title: "Fetch now",
      needsSubject: true,
      enabled: () => hasJob(app, "ingest-source"),
      run: (subject) => runJob(app, "ingest-source", { sourceId: Number(subject) }),
    },
    {
      id: "news.markSourceRead",
      title: "Mark all as read",
      needsSubject: true,
      run: async (subject) => {
        await app.client().content.items.markRead({ sourceId: Number(subject) });
      },
    },
    {
      id: "news.openSite",
      title: "Open its site in the browser",
      needsSubject: true,
      run: async (subject) => {
        const { siteUrl, url } = await sourceOf(subject);
        openInBrowser(siteUrl ?? url);
      },
    },
    {
      id: "news.copyAddress",
      title: "Copy its address",
      needsSubject: true,
      run: async (subject) => copyAndTell(app, (await sourceOf(subject)).url, "The address"),
    },
    {
      id: "news.removeSource",
      title: "Remove…",
      needsSubject: true,
      run: async (subject) => remove(app, await sourceOf(subject)),
    },
  ];
}

type Removed = { readonly id: number; readonly title: string; readonly itemCount: number };

async function remove(app: App, { id, title, itemCount }: Removed): Promise<void> {
  const agreed = await app.dialogs.confirm({
    title: `Remove ${title}?`,
    message: `Its ${itemCount === 1 ? "item goes" : `${itemCount} items go`} with it. This cannot be undone.`,
    ...{ confirm: "Remove", severity: "warning" },
  });
  if (agreed) await app.client().content.sources.remove({ sourceId: id });
}
