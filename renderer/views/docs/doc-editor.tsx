import { useCallback, useEffect } from "react";
import { usePageScroller } from "../../components/editor-page.tsx";
import { Failed, Loading } from "../../components/notes.tsx";
import { Markdown } from "../../components/reader/markdown.tsx";
import { Reader } from "../../components/reader/reader.tsx";
import { useResource } from "../../state/resource.ts";
import { useValue } from "../../state/store.ts";
import type { App } from "../../workbench/app.ts";
import { useApp } from "../../workbench/app-context.tsx";
import { type DocPlace, placeOf, readDoc } from "./doc-texts.ts";
import { docTitle, parts } from "./documents.ts";
import "./docs.css";

/** The documentation that comes with Jobdeck: its contents, or one document of it. */
export function DocEditor({ id }: { readonly id: string }) {
  return id === "" ? <Contents /> : <DocPage name={id} />;
}

function openDoc(app: App, { name, anchor }: DocPlace): void {
  app.open({ kind: "doc", id: name }, { preview: true });
  if (anchor !== "") app.reveal.set({ editor: `doc:${name}`, part: anchor });
}

function Contents() {
  return (
    <Reader placeKey="doc:" title={docTitle("")} origin="It comes with Jobdeck, and is read without a network.">
      {parts.map(({ title, docs }) => (
        <section key={title} className="docs-part">
          <h3 className="section-title">{title}</h3>
          <ul>
            {docs.map(({ name, title: doc, about }) => (
              <li key={name}>
                <DocLink name={name} words={doc} />
                <p className="dim">{about}</p>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Reader>
  );
}

function DocLink({ name, words }: { readonly name: string; readonly words: string }) {
  const app = useApp();
  return (
    <button type="button" className="link" onClick={() => openDoc(app, { name, anchor: "" })}>
      {words}
    </button>
  );
}

function DocPage({ name }: { readonly name: string }) {
  const app = useApp();
  const { data: text, phase, message, reload } = useResource(useCallback(() => readDoc(name), [name]));
  const linkOf = useCallback(
    (url: string) => {
      const place = placeOf(url, name);
      return place && (() => openDoc(app, place));
    },
    [app, name],
  );
  if (text === null && phase === "failed")
    return <Failed what="this document" message={message ?? ""} onRetry={reload} />;
  if (text === null) return <Loading what="this document" />;
  const [, title = docTitle(name), body = text] = /^# (.+)\n([\s\S]*)$/.exec(text) ?? [];
  return (
    <Reader placeKey={`doc:${name}`} title={title} origin={<DocLink name="" words={docTitle("")} />}>
      <Markdown text={body} linkOf={linkOf} />
      <Revealed name={name} />
    </Reader>
  );
}

/** Brings the heading that a link named to the top, and the focus to it. */
function Revealed({ name }: { readonly name: string }) {
  const { reveal } = useApp();
  const scroller = usePageScroller();
  const wish = useValue(reveal);
  useEffect(() => {
    if (wish?.editor !== `doc:${name}` || !scroller) return;
    const heading = scroller.querySelector<HTMLElement>(`[data-anchor="${CSS.escape(wish.part)}"]`);
    heading?.scrollIntoView({ block: "start" });
    heading?.focus({ preventScroll: true });
    reveal.set(null);
  }, [wish, scroller, reveal, name]);
  return null;
}
