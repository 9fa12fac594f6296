import { useEffect, useRef } from "react";
import { useStore } from "../../state/store.ts";
import { useApp } from "../app-context.tsx";
import { Menu } from "./menu.tsx";
import type { OpenMenu } from "./open-menu.ts";

/** The context menu that is open, if one is. */
export function ContextMenu() {
  const app = useApp();
  const open = useStore(app.contextMenu, (known) => known);
  return open ? (
    <Opened key={`${open.menu} ${open.subject} ${open.anchor.left} ${open.anchor.top}`} open={open} />
  ) : null;
}

function Opened({ open }: { readonly open: OpenMenu }) {
  const { menus, contextMenu: store, commands } = useApp();
  const close = () => store.set(null);
  const giveBack = useFocusGivenBack();
  useCloseFromOutside(close);
  const entries = menus.entries(open.menu, open.subject, open.facts);
  useEffect(() => {
    if (entries.length === 0) store.set(null);
  }, [entries.length, store]);
  if (entries.length === 0) return null;
  return (
    // A part of the window of its own: everything on a page belongs to one, for who goes from one to the next.
    <section aria-label="Context menu">
      <Menu
        label="Context menu"
        entries={entries}
        anchor={open.anchor}
        byKeys={open.byKeys}
        onClose={() => {
          close();
          giveBack();
        }}
        onChoose={({ command, subject }) => {
          close();
          giveBack();
          // After the focus is back: what is run may move it.
          requestAnimationFrame(() => commands.execute(command, subject));
        }}
      />
    </section>
  );
}

/** Gives the focus back to what had it when this was first drawn. */
export function useFocusGivenBack(): () => void {
  const before = useRef<Element | null>(document.activeElement);
  return () => {
    if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
  };
}

/** A click elsewhere or another window closes a menu. */
export function useCloseFromOutside(close: () => void): void {
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    const outside = (event: Event) => {
      if (!(event.target instanceof Element && event.target.closest(".menu, .menu-bar"))) latest.current();
    };
    const gone = () => latest.current();
    window.addEventListener("pointerdown", outside, true);
    window.addEventListener("wheel", outside, true);
    window.addEventListener("blur", gone);
    return () => {
      window.removeEventListener("pointerdown", outside, true);
      window.removeEventListener("wheel", outside, true);
      window.removeEventListener("blur", gone);
    };
  }, []);
}
