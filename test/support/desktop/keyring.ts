import type { Desktop } from "./desktop.ts";
import { run, until } from "./processes.ts";

/** Starts GNOME's keyring, unlocked, as a login does. */
export async function startKeyring(desktop: Desktop): Promise<void> {
  desktop.start("gnome-keyring-daemon", ["--foreground", "--unlock", "--components=secrets"], "password");
  await until("the keyring", async () => {
    const names = await run(
      "dbus-send",
      ["--session", "--print-reply", "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.ListNames"],
      desktop.env,
    );
    return names.includes("org.freedesktop.secrets") ? true : undefined;
  });
}
