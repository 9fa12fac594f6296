import { rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { App } from "electron";
import { writeAtomically } from "../../jobs/files/atomic-write.ts";

export type LoginItemOptions = {
  readonly app: Pick<App, "setLoginItemSettings">;
  readonly platform: NodeJS.Platform;
  /** The folder that desktops on Linux start programs from. */
  readonly autostartFolder: string;
  /** The command that starts the app, without arguments. */
  readonly command: readonly string[];
};

/** How this very program is started again at login. */
export function loginItemOptions(app: App, env: Readonly<Record<string, string | undefined>>): LoginItemOptions {
  // An AppImage runs from a mount that is gone after it; in a checkout Electron needs to be told the folder.
  const program = env.APPIMAGE ?? process.execPath;
  return {
    app,
    platform: process.platform,
    autostartFolder: path.join(env.XDG_CONFIG_HOME || path.join(os.homedir(), ".config"), "autostart"),
    command: app.isPackaged ? [program] : [program, app.getAppPath()],
  };
}

/** Starts the app, without its window, when the user logs in; or no longer. */
export async function setOpenAtLogin(open: boolean, options: LoginItemOptions): Promise<void> {
  if (options.platform !== "linux")
    return options.app.setLoginItemSettings({ openAtLogin: open, args: open ? ["--hidden"] : [] });
  const file = path.join(options.autostartFolder, "jobdeck.desktop");
  if (open) await writeAtomically(file, autostartEntry(options.command));
  else await rm(file, { force: true });
}

/** The entry after freedesktop.org's Desktop Application Autostart and Desktop Entry specifications. */
export function autostartEntry(command: readonly string[]): string {
  const exec = [...command, "--hidden"].map(quoted).join(" ");
  return [
    "[Desktop Entry]",
    "Type=Application",
    "Name=Jobdeck",
    "Comment=Runs your background jobs",
    `Exec=${exec}`,
    "Terminal=false",
    "X-GNOME-Autostart-enabled=true",
    "",
  ].join("\n");
}

/** Desktop Entry Specification, "The Exec key": in quotes `"`, backtick, `$` and `\` are escaped, and `%` is doubled. */
function quoted(argument: string): string {
  const text = argument.replaceAll("%", "%%");
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  // The value is unescaped once as a string and once as a quoted argument, hence two levels for the backslash.
  return `"${text.replace(/["`$\\]/g, "\\$&").replaceAll("\\", "\\\\")}"`;
}
