import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import dbus from "dbus-next";
import type { Desktop } from "./desktop.ts";
import { until } from "./processes.ts";

/** A line of the tray's menu, as the desktop shows it. */
export type MenuLine = {
  readonly id: number;
  readonly text: string;
  readonly enabled: boolean;
  readonly separator: boolean;
  readonly children: readonly MenuLine[];
};

/** The real tray of a desktop, and the one icon in it. */
export type TrayHost = {
  /** What the icon says when the pointer rests on it. */
  readonly tooltip: () => Promise<string>;
  /** The pixels of the icon, to tell one look from another. */
  readonly icon: () => Promise<string>;
  readonly menu: () => Promise<readonly MenuLine[]>;
  /** Texts of the first level, separators as "-". */
  readonly texts: () => Promise<readonly string[]>;
  /** Says that the menu is about to be opened, as a panel does before it shows it. */
  readonly open: () => Promise<void>;
  /** Clicks the line that is reached by these texts (each the beginning of one). */
  readonly click: (...texts: readonly string[]) => Promise<void>;
  /** Clicks the icon itself. */
  readonly activate: () => Promise<void>;
  readonly close: () => void;
};

const watcher = "org.kde.StatusNotifierWatcher";
const itemInterface = "org.kde.StatusNotifierItem";
const menuInterface = "com.canonical.dbusmenu";

/** One panel with nothing but the tray in it. */
const panel = `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=10;x=0;y=0"/>
      <property name="length" type="uint" value="10"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="size" type="uint" value="28"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
    </property>
  </property>
  <property name="plugins" type="empty"><property name="plugin-1" type="string" value="systray"/></property>
</channel>
`;

/** Starts Xfce's window manager and panel, and waits until the panel takes tray icons. */
export async function startTrayHost(desktop: Desktop): Promise<TrayHost> {
  const folder = path.join(desktop.folder, ".config", "xfce4", "xfconf", "xfce-perchannel-xml");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "xfce4-panel.xml"), panel);
  desktop.start("xfwm4", ["--compositor=off"]);
  desktop.start("xfce4-panel", ["--disable-wm-check"]);
  const bus = dbus.sessionBus({ busAddress: desktop.env.DBUS_SESSION_BUS_ADDRESS ?? "" });
  const call = caller(bus);
  await until("a tray", async () => {
    const to = { name: "org.freedesktop.DBus", path: "/org/freedesktop/DBus", iface: "org.freedesktop.DBus" };
    const [names] = await call(to, "ListNames");
    return (names as readonly string[]).includes(watcher) ? true : undefined;
  });
  return trayHost(call, () => bus.disconnect());
}

type Call = (to: Target, member: string, signature?: string, body?: readonly unknown[]) => Promise<readonly unknown[]>;

type Target = { readonly name: string; readonly path: string; readonly iface: string };

/** Electron's item cannot be introspected, so every call is made by hand. */
function caller(bus: dbus.MessageBus): Call {
  return async (to, member, signature, body) => {
    const message = { destination: to.name, path: to.path, interface: to.iface, member };
    const input = signature === undefined ? {} : { signature, body: [...(body ?? [])] };
    const reply = await bus.call(new dbus.Message({ ...message, ...input }));
    return reply?.body ?? [];
  };
}

function trayHost(call: Call, close: () => void): TrayHost {
  const property = async (of: Target, name: string): Promise<unknown> => {
    const [value] = await call({ ...of, iface: "org.freedesktop.DBus.Properties" }, "Get", "ss", [of.iface, name]);
    return plain(value);
  };
  const item = (): Promise<Target> =>
    until("the tray icon", async () => {
      const from = { name: watcher, path: "/StatusNotifierWatcher", iface: watcher };
      const [address] = (await property(from, "RegisteredStatusNotifierItems")) as readonly string[];
      const slash = address?.indexOf("/") ?? -1;
      if (address === undefined || slash < 0) return undefined;
      return { name: address.slice(0, slash), path: address.slice(slash), iface: itemInterface };
    });
  const menuOf = async (found: Target): Promise<Target> => ({
    name: found.name,
    path: String(await property(found, "Menu")),
    iface: menuInterface,
  });
  const menu = async (): Promise<readonly MenuLine[]> => {
    const [, layout] = await call(await menuOf(await item()), "GetLayout", "iias", [0, -1, []]);
    return toLine(plain(layout)).children;
  };
  return {
    menu,
    close,
    tooltip: async () => String(((await property(await item(), "ToolTip")) as readonly unknown[])[2] ?? ""),
    icon: async () => JSON.stringify(await property(await item(), "IconPixmap")),
    texts: async () => (await menu()).map((line) => (line.separator ? "-" : line.text)),
    open: async () => {
      await call(await menuOf(await item()), "Event", "isvu", [0, "opened", new dbus.Variant("s", ""), 0]);
    },
    click: async (...texts) => {
      const to = await menuOf(await item());
      const press = async () => {
        const line = findLine(await menu(), texts);
        await call(to, "Event", "isvu", [line.id, "clicked", new dbus.Variant("s", ""), 0]);
      };
      // The menu may be made anew between the look at it and the click; its lines then have other numbers.
      await press().catch(press);
    },
    activate: async () => {
      await call(await item(), "Activate", "ii", [0, 0]);
    },
  };
}

/** Without the wrappers of the wire's variants. */
function plain(value: unknown): unknown {
  if (value instanceof dbus.Variant) return plain(value.value);
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object" || Buffer.isBuffer(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/** A node of the menu is its number, its properties and its children. */
function toLine(layout: unknown): MenuLine {
  const [id, properties, children] = layout as [number, Readonly<Record<string, unknown>>, readonly unknown[]];
  return {
    id,
    // An underscore marks the key of an item; two are one.
    text: String(properties.label ?? "").replace(/_(.)/g, "$1"),
    enabled: properties.enabled !== false,
    separator: properties.type === "separator",
    children: children.map(toLine),
  };
}

function findLine(lines: readonly MenuLine[], texts: readonly string[]): MenuLine {
  const [first, ...rest] = texts;
  const found = lines.find((line) => first !== undefined && line.text.startsWith(first));
  if (found === undefined) throw new Error(`No "${first}" in the menu: ${lines.map(({ text }) => text).join(" | ")}`);
  return rest.length === 0 ? found : findLine(found.children, rest);
}
