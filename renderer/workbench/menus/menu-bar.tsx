import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Icon } from "../../components/icon.tsx";
import { useApp } from "../app-context.tsx";
import { useCloseFromOutside } from "./context-menu.tsx";
import { Menu, Mnemonic } from "./menu.tsx";
import type { MenuEntry } from "./menu-model.ts";
import { rectOf } from "./open-menu.ts";

type Opened = { readonly index: number; readonly byKeys: boolean };
type BarMenu = Extract<MenuEntry, { readonly kind: "submenu" }>;

/** The menus at the top of the window; where there is no room for their names, behind one button. */
export function MenuBar({ folded }: { readonly folded: boolean }) {
  const { menus, commands } = useApp();
  const bar = useRef<HTMLDivElement>(null);
  const before = useRef<Element | null>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [letters, setLetters] = useState(false);
  const all = menus.entries("bar").filter((entry) => entry.kind === "submenu");
  const shown: readonly BarMenu[] = folded ? [{ kind: "submenu", label: "Menu", mnemonic: -1, entries: all }] : all;

  const button = (index: number) => bar.current?.querySelectorAll<HTMLElement>("[role=menuitem]")[index];
  const enter = (index: number, andOpen: boolean) => {
    if (!bar.current?.contains(document.activeElement)) before.current = document.activeElement;
    setLetters(true);
    button(index)?.focus();
    if (andOpen) setOpened({ index, byKeys: true });
  };
  const leave = () => {
    setOpened(null);
    setLetters(false);
    if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    before.current = null;
  };
  const step = (from: number, by: 1 | -1) => {
    const index = (from + by + shown.length) % shown.length;
    if (opened === null) button(index)?.focus();
    else setOpened({ index, byKeys: true });
  };
  useCloseFromOutside(() => {
    setOpened(null);
    setLetters(false);
  });
  useAltKeys({
    toggle: () => (bar.current?.contains(document.activeElement) ? leave() : enter(0, false)),
    openBy: (letter) => {
      const index = all.findIndex(({ label, mnemonic }) => label.charAt(mnemonic).toLowerCase() === letter);
      if (index < 0) return false;
      enter(folded ? 0 : index, true);
      return true;
    },
  });

  const press = (event: KeyboardEvent) => {
    const index = [...(bar.current?.querySelectorAll("[role=menuitem]") ?? [])].indexOf(event.target as Element);
    if (index < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const letter = event.key.toLowerCase();
    const keys: Readonly<Record<string, () => void>> = {
      ArrowRight: () => step(index, 1),
      ArrowLeft: () => step(index, -1),
      ArrowDown: () => setOpened({ index, byKeys: true }),
      Enter: () => setOpened({ index, byKeys: true }),
      " ": () => setOpened({ index, byKeys: true }),
      Escape: leave,
    };
    const named = shown.findIndex(({ label, mnemonic }) => label.charAt(mnemonic).toLowerCase() === letter);
    const act = keys[event.key] ?? (named >= 0 ? () => enter(named, true) : undefined);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };

  return (
    <div
      ref={bar}
      className={letters ? "menu-bar shows-letters" : "menu-bar"}
      role="menubar"
      aria-label="Menu"
      onKeyDown={press}
    >
      {shown.map(({ label, mnemonic }, index) => (
        <button
          key={label}
          type="button"
          className="menu-bar-item"
          role="menuitem"
          aria-haspopup="menu"
          aria-expanded={opened?.index === index}
          aria-label={folded ? "Menu" : undefined}
          tabIndex={-1}
          onPointerDown={(event) => {
            event.preventDefault();
            if (opened === null) before.current = document.activeElement;
            setOpened(opened?.index === index ? null : { index, byKeys: false });
          }}
          onPointerEnter={() => opened !== null && setOpened({ index, byKeys: false })}
        >
          {folded ? (
            <Icon name="menu" />
          ) : (
            // Within one box: a letter that is a box of its own would be read as a word.
            <span>
              <Mnemonic label={label} at={mnemonic} />
            </span>
          )}
        </button>
      ))}
      {opened !== null && shown[opened.index] && (
        <Menu
          key={opened.index}
          label={shown[opened.index]?.label ?? ""}
          entries={shown[opened.index]?.entries ?? []}
          anchor={rectOf(button(opened.index))}
          byKeys={opened.byKeys}
          onClose={leave}
          onLeave={(by) => step(opened.index, by)}
          onChoose={({ command, subject }) => {
            leave();
            // After the focus is back: what is run acts upon what had it.
            requestAnimationFrame(() => commands.execute(command, subject));
          }}
        />
      )}
    </div>
  );
}

type AltKeys = {
  /** Into the bar, or back from it. */
  readonly toggle: () => void;
  /** True when a menu has the letter. */
  readonly openBy: (letter: string) => boolean;
};

/** As VS Code on Linux and Windows: Alt alone or F10 goes to the menus and back, Alt and a letter opens one. */
function useAltKeys(keys: AltKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    let altAlone = false;
    const down = (event: globalThis.KeyboardEvent) => {
      altAlone = event.key === "Alt" && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.repeat;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const isLetter = event.altKey && event.key.length === 1;
      const isBarKey = event.key === "F10" && !event.altKey;
      if (isBarKey) latest.current.toggle();
      if (isBarKey || (isLetter && latest.current.openBy(event.key.toLowerCase()))) event.preventDefault();
    };
    const up = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "Alt" || !altAlone) return;
      altAlone = false;
      event.preventDefault();
      latest.current.toggle();
    };
    const other = () => {
      altAlone = false;
    };
    window.addEventListener("keydown", down);
    window.addEventListener("keyup", up);
    window.addEventListener("pointerdown", other);
    window.addEventListener("blur", other);
    return () => {
      window.removeEventListener("keydown", down);
      window.removeEventListener("keyup", up);
      window.removeEventListener("pointerdown", other);
      window.removeEventListener("blur", other);
    };
  }, []);
}
