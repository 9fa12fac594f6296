import type { ReactNode } from "react";
import { EditorPage } from "../editor-page.tsx";
import "./reader.css";

type ReaderProps = {
  /** Key of the editor and of what is read: the place is found again. */
  readonly placeKey: string;
  readonly title: string;
  /** Where it is from and when. */
  readonly origin: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** Stands beside the text where there is room, else beneath it. */
  readonly aside?: ReactNode;
};

/** A page to read from: one column of about seventy letters, and beside it what there is to say about it. */
export function Reader({ placeKey, title, origin, actions, children, aside }: ReaderProps) {
  return (
    <EditorPage key={placeKey} editorKey={placeKey} className="reader">
      <div className={aside ? "reader-columns" : "reader-columns is-single"}>
        <article className="reader-article">
          <header className="reader-head">
            <h2 className="reader-title" dir="auto">
              {title}
            </h2>
            <div className="reader-origin">{origin}</div>
            {actions && <div className="reader-actions">{actions}</div>}
          </header>
          {children}
        </article>
        {aside && <aside className="reader-aside">{aside}</aside>}
      </div>
    </EditorPage>
  );
}
