import { type ReactNode, useRef, useState } from "react";
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
  readonly children: ReactNode;
  readonly choices: readonly MenuChoice[];
};

/** A button that opens a menu beneath. */
export function MenuButton({ label, className = "button is-secondary", children, choices }: MenuButtonProps) {
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
          entries={choices.flatMap(entriesOf)}
          anchor={rectOf(button.current)}
          byKeys={opened.byKeys}
          onClose={close}
          onChoose={({ command }) => {
            close();
            choices[Number(command)]?.onChoose();
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
