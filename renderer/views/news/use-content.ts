import { useEffect, useMemo } from "react";
import { type ContentChanges, createContentChanges } from "../../state/content-changes.ts";
import { createPagedList, type Page, type PagedList } from "../../state/paged-list.ts";
import { type Resource, useResource } from "../../state/resource.ts";
import { soon } from "../../state/soon.ts";
import type { App } from "../../workbench/app.ts";
import { useApp, useClient } from "../../workbench/app-context.tsx";

/** Tells when the news may have changed; kept as long as the host is the same. */
export function contentChanges({ kept, client }: Pick<App, "kept" | "client">): ContentChanges {
  return kept.get("content/changes", () => createContentChanges({ client: client(), later: soon }));
}

/**
 * Reads something of the news, and again whenever it may have changed.
 *
 * @param load must be the same function for the same subject (`useCallback`)
 */
export function useContent<T>(load: (signal: AbortSignal) => Promise<T>): Resource<T> {
  const app = useApp();
  const client = useClient();
  const resource = useResource(load);
  const { reload } = resource;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another host has other changes
  useEffect(() => contentChanges(app).listen(reload), [app, client, reload]);
  return resource;
}

export type ContentListOptions<Row, Cursor> = {
  /** Begins with the key of the editor and a slash. */
  readonly key: string;
  readonly read: (app: App, cursor: Cursor | undefined) => Promise<Page<Row, Cursor>>;
};

/** A list of the news that is kept as long as its tab is open, and read again at its top when something has changed. */
export function useContentList<Row extends { readonly id: number }, Cursor>(
  options: ContentListOptions<Row, Cursor>,
): PagedList<Row> {
  const app = useApp();
  const client = useClient();
  const { key } = options;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all that is read
  return useMemo(() => contentList(app, options), [app, client, key]);
}

/** As `useContentList`, outside of a component. */
export function contentList<Row extends { readonly id: number }, Cursor>(
  app: App,
  { key, read }: ContentListOptions<Row, Cursor>,
): PagedList<Row> {
  return app.kept.get(key, () => {
    const list = createPagedList({ read: (cursor: Cursor | undefined) => read(app, cursor), keyOf });
    const silence = contentChanges(app).listen(list.refresh);
    return {
      ...list,
      stop: () => {
        silence();
        list.stop();
      },
    };
  });
}

export const keyOf = ({ id }: { readonly id: number }): string => String(id);
