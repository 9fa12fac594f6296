import { useEffect, useState } from "react";

/** How far beneath the top a group counts as the one that is read, in pixels. */
const readingLine = 60;

/** The group of settings that is at the top of the page, kept right while one scrolls; null before the page is there. */
export function useCurrentGroup(scroller: HTMLElement | null, ids: readonly string[]): string | null {
  const [current, setCurrent] = useState<string | null>(null);
  const listed = ids.join(" ");
  useEffect(() => {
    // Read anew when other groups are shown.
    if (!scroller || listed === "") return;
    const look = () => setCurrent(groupAtTop(scroller));
    look();
    scroller.addEventListener("scroll", look, { passive: true });
    return () => scroller.removeEventListener("scroll", look);
  }, [scroller, listed]);
  return current;
}

function groupAtTop(scroller: HTMLElement): string | null {
  const top = scroller.getBoundingClientRect().top + readingLine;
  const sections = [...scroller.querySelectorAll<HTMLElement>("[data-group]")];
  const begun = sections.findLast((section) => section.getBoundingClientRect().top <= top);
  // The last ones are too short to come to the top.
  const atEnd = scroller.scrollTop > 0 && scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1;
  return (atEnd ? sections.at(-1) : (begun ?? sections[0]))?.dataset.group ?? null;
}
