import { createContext, type ReactNode, use, useLayoutEffect, useState } from "react";
import { useApp } from "../workbench/app-context.tsx";

const ScrollContext = createContext<HTMLElement | null>(null);

/** The element that scrolls the page of an editor; null for the moment before it is there. */
export function usePageScroller(): HTMLElement | null {
  return use(ScrollContext);
}

type EditorPageProps = {
  /** Key of the editor: its place is found again when its tab is shown again. */
  readonly editorKey: string;
  readonly className?: string;
  readonly children: ReactNode;
};

/** The page of an editor: it scrolls as a whole. */
export function EditorPage({ editorKey, className = "", children }: EditorPageProps) {
  const { kept } = useApp();
  const [scroller, setScroller] = useState<HTMLElement | null>(null);

  useLayoutEffect(() => {
    if (!scroller) return;
    const place = kept.get(`${editorKey}/scroll`, () => ({ top: 0, stop: () => undefined }));
    scroller.scrollTop = place.top;
    const remember = () => {
      place.top = scroller.scrollTop;
    };
    scroller.addEventListener("scroll", remember, { passive: true });
    return () => scroller.removeEventListener("scroll", remember);
  }, [scroller, kept, editorKey]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a page that scrolls must be scrollable by keys
    <div className={`editor-page ${className}`} ref={setScroller} tabIndex={0} data-first-stop="true">
      <div className="editor-page-content">
        <ScrollContext value={scroller}>{children}</ScrollContext>
      </div>
    </div>
  );
}
