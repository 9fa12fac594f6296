import { useCallback } from "react";
import { Failed, Loading } from "../../../components/notes.tsx";
import { Markdown } from "../../../components/reader/markdown.tsx";
import { Reader } from "../../../components/reader/reader.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import { counted } from "../../../format/number.ts";
import { useApp, useClient } from "../../../workbench/app-context.tsx";
import { providerLabel, visibleTitle } from "../news-words.ts";
import { useContent } from "../use-content.ts";
import { useTabLabel } from "../use-tab-label.ts";
import { withoutTitle } from "./without-title.ts";

/** A brief to read; its citations lead to the items. */
export function BriefEditor({ id }: { readonly id: string }) {
  const client = useClient();
  const { open } = useApp();
  const load = useCallback(
    (signal: AbortSignal) => client.content.briefs.get({ briefId: Number(id) }, { signal }),
    [client, id],
  );
  const { data: brief, phase, message, reload } = useContent(load);
  useTabLabel(`news-brief:${id}`, brief?.title);
  const showItem = useCallback(
    (itemId: number) => open({ kind: "news-item", id: String(itemId) }, { preview: true }),
    [open],
  );
  if (!brief && phase === "failed") return <Failed what="this brief" message={message ?? ""} onRetry={reload} />;
  if (!brief) return <Loading what="this brief" />;
  return (
    <Reader
      placeKey={`news-brief:${id}`}
      title={visibleTitle(brief.title)}
      origin={
        <>
          <span>{counted(brief.itemCount, "item")} cited</span>
          <span>Made by {providerLabel(brief)}</span>
          <TimeText at={brief.createdAt} write={(times, now) => times.date(brief.createdAt, now)} />
        </>
      }
    >
      <Markdown text={withoutTitle(brief.markdown, brief.title)} onItem={showItem} />
    </Reader>
  );
}
