import { type ReactNode, useRef, useState } from "react";
import { useApp } from "../workbench/app-context.tsx";
import { useCloseFromOutside } from "../workbench/menus/context-menu.tsx";
import { Menu } from "../workbench/menus/menu.tsx";
import type { MenuEntry } from "../workbench/menus/menu-model.ts";
import { rectOf } from "../workbench/menus/open-menu.ts";
import "./menu-button.css";

export type MenuChoice = {
  readonly title: string;
  readonly onChoose: () => void;
  /** A line above it. */
  readonly apart?: boolean;
};

type MenuButtonProps = {
  /** What the button is called; its words are its children. */
  readonly label: string;
  readonly className?: string;
  readonly pressed?: boolean;
  readonly children: ReactNode;
};

/** A button that opens a menu of choices of its own beneath. */
export function MenuButton({ choices, ...button }: MenuButtonProps & { readonly choices: readonly MenuChoice[] }) {
  return (
    <Opener
      {...button}
      entries={() => choices.flatMap(entriesOf)}
      onChoose={({ command }) => choices[Number(command)]?.onChoose()}
    />
  );
}

/** A button that opens a menu that views and the workbench put their lines into. */
export function NamedMenuButton({ menu, ...button }: MenuButtonProps & { readonly menu: string }) {
  const { menus, commands } = useApp();
  return (
    <Opener
      {...button}
      entries={() => menus.entries(menu)}
      onChoose={({ command, subject }) => commands.execute(command, subject)}
    />
  );
}

type OpenerProps = MenuButtonProps & {
  readonly entries: () => readonly MenuEntry[];
  readonly onChoose: (entry: Extract<MenuEntry, { readonly kind: "command" }>) => void;
};

function Opener({ label, className = "button is-secondary", pressed, children, entries, onChoose }: OpenerProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState<{ readonly byKeys: boolean } | null>(null);
  useCloseFromOutside(() => setOpened(null));
  const close = () => {
    setOpened(null);
    button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={`${className} menu-button`}
        aria-label={label}
        title={label}
        aria-pressed={pressed}
        aria-haspopup="menu"
        aria-expanded={opened !== null}
        // A key gives a click without a place; what was pressed before the click has closed the menu.
        onPointerDown={(event) => {
          event.preventDefault();
          event.stopPropagation();
          setOpened(opened ? null : { byKeys: false });
        }}
        onClick={({ detail }) => detail === 0 && setOpened({ byKeys: true })}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" || opened) return;
          event.preventDefault();
          event.stopPropagation();
          setOpened({ byKeys: true });
        }}
      >
        {children}
      </button>
      {opened && button.current && (
        <Menu
          label={label}
          entries={entries()}
          anchor={rectOf(button.current)}
          byKeys={opened.byKeys}
          onClose={close}
          onChoose={(entry) => {
            close();
            onChoose(entry);
          }}
        />
      )}
    </>
  );
}

/** The menu's own words for a choice; its place stands for the command that it has not. */
function entriesOf({ title, apart = false }: MenuChoice, index: number): readonly MenuEntry[] {
  const shown = {
    label: title,
    mnemonic: -1,
    keys: "",
    ariaKeys: undefined,
    checked: undefined,
    enabled: true,
  } as const;
  const entry: MenuEntry = { kind: "command", command: String(index), subject: undefined, ...shown };
  return apart ? [{ kind: "separator" }, entry] : [entry];
}
