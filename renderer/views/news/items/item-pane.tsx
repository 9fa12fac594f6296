import { useCallback, useMemo, useState } from "react";
import type { ItemDetail } from "../../../../jobs/model/content/news-views.ts";
import { CommandButton } from "../../../components/button.tsx";
import { Failed, Loading, Note } from "../../../components/notes.tsx";
import { ExternalLink } from "../../../components/reader/external-link.tsx";
import { MarkedText } from "../../../components/reader/marked-text.tsx";
import { Reader } from "../../../components/reader/reader.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { TextMark } from "../../../format/marked-text.ts";
import { useApp, useClient } from "../../../workbench/app-context.tsx";
import { visibleTitle } from "../news-words.ts";
import { useContent } from "../use-content.ts";
import { ItemAside } from "./item-aside.tsx";

type ItemPaneProps = { readonly itemId: number; readonly placeKey: string };

/** One item to read: its cleaned text with what was found in it marked, and beside it what that means. */
export function ItemPane({ itemId, placeKey }: ItemPaneProps) {
  const client = useClient();
  const load = useCallback((signal: AbortSignal) => client.content.items.get({ itemId }, { signal }), [client, itemId]);
  const { data, phase, message, reload } = useContent(load);
  const [active, setActive] = useState<string | null>(null);
  const marks = useMemo(() => (data ? marksOf(data) : []), [data]);
  if (!data && phase === "failed") return <Failed what="this item" message={message ?? ""} onRetry={reload} />;
  if (!data) return <Loading what="this item" />;
  return (
    <Reader
      placeKey={placeKey}
      title={visibleTitle(data.title)}
      origin={<Origin item={data} />}
      actions={<ItemActions item={data} />}
      aside={<ItemAside item={data} active={active} onPoint={setActive} />}
    >
      <ContentNote item={data} />
      {data.text.trim() === "" ? (
        <p className="dim">The source gives no text with this item.</p>
      ) : (
        <MarkedText text={data.text} marks={marks} active={active} onPoint={setActive} />
      )}
    </Reader>
  );
}

/** Highlights over passages: where both are, the highlight is what is seen. */
function marksOf({ analysis, highlights }: ItemDetail): readonly TextMark[] {
  const passages = analysis?.passages ?? [];
  return [
    ...passages.map(({ id, start, end }) => ({ id: `passage:${id}`, start, end })),
    ...highlights.map(({ id, start, end }) => ({ id: `highlight:${id}`, start, end })),
  ];
}

function Origin({ item }: { readonly item: ItemDetail }) {
  const { open } = useApp();
  const link = item.link ?? item.canonicalUrl;
  return (
    <>
      <button
        type="button"
        className="link"
        onClick={() => open({ kind: "news-items", id: `source:${item.sourceId}` }, { preview: true })}
      >
        {item.sourceTitle}
      </button>
      {item.author !== null && <span>{item.author}</span>}
      <TimeText at={item.publishedAt} write={(times, now) => times.date(item.publishedAt, now)} />
      {item.snoozedUntil !== null && item.snoozedUntil > Date.now() && (
        <span>
          Snoozed until{" "}
          <TimeText at={item.snoozedUntil} write={(times, now) => times.dayShort(item.snoozedUntil ?? 0, now)} />
        </span>
      )}
      {link !== null && <ExternalLink href={link}>Open the original</ExternalLink>}
    </>
  );
}

function ItemActions({ item }: { readonly item: ItemDetail }) {
  const subject = String(item.id);
  return (
    <>
      {item.readAt === null ? (
        <CommandButton command="news.markRead" subject={subject} />
      ) : (
        <CommandButton command="news.markUnread" subject={subject} />
      )}
      {item.snoozedUntil === null ? (
        <CommandButton command="news.snooze" subject={subject} />
      ) : (
        <CommandButton command="news.wake" subject={subject} />
      )}
      {item.link !== null && item.content.state !== "fetched" && (
        <CommandButton command="news.fetchText" subject={subject} />
      )}
      {item.analysisState !== "done" && <CommandButton command="news.analyse" subject={subject} />}
    </>
  );
}

function ContentNote({ item: { content } }: { readonly item: ItemDetail }) {
  if (content.state === "failed")
    return (
      <Note severity="warning">The full text could not be fetched: {content.error ?? "no reason was given"}.</Note>
    );
  if (content.state === "wanted") return <Note severity="info">The full text is going to be fetched.</Note>;
  return null;
}
