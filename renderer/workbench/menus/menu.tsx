import { type KeyboardEvent, type PointerEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Icon } from "../../components/icon.tsx";
import { entryFor, type MenuEntry, stepEntry } from "./menu-model.ts";
import { rectOf } from "./open-menu.ts";
import { placeMenu, type Rect } from "./place-menu.ts";
import "./menus.css";

type ChosenEntry = Extract<MenuEntry, { readonly kind: "command" }>;

type MenuProps = {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly anchor: Rect;
  readonly side?: "below" | "beside";
  /** The first entry has the focus; else none has until a key is pressed. */
  readonly byKeys: boolean;
  readonly onChoose: (entry: ChosenEntry) => void;
  /** Escape, and the arrow back in a menu within another. */
  readonly onClose: () => void;
  /** An arrow that leads out of it, to the menu beside it. */
  readonly onLeave?: (step: 1 | -1) => void;
  /** It is one within another. */
  readonly nested?: boolean;
};

/** A menu as VS Code draws it, chosen from by pointer, arrows, or letters. */
export function Menu(props: MenuProps) {
  const { label, entries, anchor, side = "below", byKeys, onChoose, onClose, onLeave, nested = false } = props;
  const box = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState(byKeys ? stepEntry(entries, -1, 1) : -1);
  const [opened, setOpened] = useState<{ readonly index: number; readonly byKeys: boolean } | null>(null);
  usePlace(box, anchor, side);

  useEffect(() => {
    const items = box.current?.children;
    const target = chosen >= 0 ? items?.[chosen] : box.current;
    if (target instanceof HTMLElement && opened === null) target.focus();
  }, [chosen, opened]);

  const choose = (index: number, keys: boolean) => {
    const entry = entries[index];
    if (entry?.kind === "submenu") setOpened({ index, byKeys: keys });
    if (entry?.kind === "command" && entry.enabled) onChoose(entry);
  };
  const close = () => {
    if (nested) onClose();
    else onLeave?.(-1);
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => setChosen(stepEntry(entries, chosen, 1)),
      ArrowUp: () => setChosen(stepEntry(entries, chosen < 0 ? 0 : chosen, -1)),
      Home: () => setChosen(stepEntry(entries, -1, 1)),
      End: () => setChosen(stepEntry(entries, 0, -1)),
      ArrowRight: () => (entries[chosen]?.kind === "submenu" ? choose(chosen, true) : onLeave?.(1)),
      ArrowLeft: close,
      Escape: onClose,
      Enter: () => choose(chosen, true),
      " ": () => choose(chosen, true),
      Tab: () => undefined,
    };
    const act = keys[event.key] ?? (event.key.length === 1 ? () => type(event.key) : undefined);
    // What is pressed in a menu is for the menu alone.
    event.stopPropagation();
    if (!act) return;
    event.preventDefault();
    act();
  };
  const type = (letter: string) => {
    const index = entryFor(letter, entries, chosen);
    const entry = entries[index];
    if (!entry || entry.kind === "separator") return;
    setChosen(index);
    if (entry.mnemonic >= 0 && entry.label.charAt(entry.mnemonic).toLowerCase() === letter.toLowerCase())
      choose(index, true);
  };
  const point = (index: number) => {
    setChosen(index);
    setOpened(entries[index]?.kind === "submenu" ? { index, byKeys: false } : null);
  };

  const inner = opened === null ? undefined : entries[opened.index];
  return (
    <>
      <div
        ref={box}
        className="menu"
        role="menu"
        aria-label={label}
        tabIndex={-1}
        onKeyDown={press}
        onContextMenu={(event) => event.preventDefault()}
      >
        {entries.map((entry, index) => (
          <MenuLine
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a menu have no other name than their place
            key={index}
            entry={entry}
            chosen={index === chosen}
            opened={opened?.index === index}
            onPoint={() => index !== chosen && point(index)}
            onClick={() => choose(index, false)}
          />
        ))}
      </div>
      {opened !== null && inner?.kind === "submenu" && (
        <Menu
          key={opened.index}
          label={inner.label}
          entries={inner.entries}
          anchor={rectOf(box.current?.children[opened.index])}
          side="beside"
          byKeys={opened.byKeys}
          nested
          onChoose={onChoose}
          onClose={() => setOpened(null)}
          onLeave={(step) => onLeave?.(step)}
        />
      )}
    </>
  );
}

type MenuLineProps = {
  readonly entry: MenuEntry;
  readonly chosen: boolean;
  readonly opened: boolean;
  readonly onPoint: () => void;
  readonly onClick: () => void;
};

function MenuLine({ entry, chosen, opened, onPoint, onClick }: MenuLineProps) {
  if (entry.kind === "separator") return <hr className="menu-separator" />;
  const isCommand = entry.kind === "command";
  const checked = isCommand ? entry.checked : undefined;
  const stop = (event: PointerEvent) => event.preventDefault();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: a line of a menu, whose role depends; the menu handles the keys
    <div
      className={chosen ? "menu-item is-chosen" : "menu-item"}
      {...(checked === undefined ? { role: "menuitem" } : { role: "menuitemcheckbox", "aria-checked": checked })}
      {...(isCommand ? {} : { "aria-haspopup": "menu", "aria-expanded": opened })}
      aria-disabled={isCommand && !entry.enabled ? true : undefined}
      aria-keyshortcuts={isCommand ? entry.ariaKeys : undefined}
      tabIndex={-1}
      onPointerMove={onPoint}
      onPointerDown={stop}
      onClick={onClick}
    >
      <span className="menu-check">{checked === true && <Icon name="check" />}</span>
      <span className="menu-label">
        <Mnemonic label={entry.label} at={entry.mnemonic} />
      </span>
      {isCommand ? (
        <span className="menu-keys" aria-hidden="true">
          {entry.keys}
        </span>
      ) : (
        <Icon name="chevron-right" className="menu-more" />
      )}
    </div>
  );
}

/** A label with its letter underlined. */
export function Mnemonic({ label, at }: { readonly label: string; readonly at: number }) {
  if (at < 0) return label;
  return (
    <>
      {label.slice(0, at)}
      <span className="mnemonic">{label.charAt(at)}</span>
      {label.slice(at + 1)}
    </>
  );
}

/** Its size is known once it is drawn; it is placed before anything is seen of it. */
function usePlace(box: React.RefObject<HTMLElement | null>, anchor: Rect, side: "below" | "beside"): void {
  const { left, top, right, bottom } = anchor;
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const put = () => {
      const size = { width: element.offsetWidth, height: element.offsetHeight };
      const view = { width: window.innerWidth, height: window.innerHeight };
      const place = placeMenu({ left, top, right, bottom }, size, view, side);
      element.style.left = `${place.left}px`;
      element.style.top = `${place.top}px`;
      element.style.maxHeight = `${place.maxHeight}px`;
    };
    put();
    window.addEventListener("resize", put);
    return () => window.removeEventListener("resize", put);
  }, [box, left, top, right, bottom, side]);
}
