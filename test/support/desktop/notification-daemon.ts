import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Desktop } from "./desktop.ts";
import { run, until } from "./processes.ts";

export type SeenNotification = { readonly id: string; readonly title: string; readonly body: string };

/** The real notification daemon of a desktop. */
export type NotificationDaemon = {
  /** Everything that was ever shown, the oldest first. */
  readonly seen: () => readonly SeenNotification[];
  /** Waits for a notification with such a title; for at most 30 s unless told otherwise. */
  readonly waitFor: (title: RegExp, limitMs?: number) => Promise<SeenNotification>;
  /** How many are on the screen now. */
  readonly onScreen: () => Promise<number>;
  /** Clicks the newest one on the screen. */
  readonly click: () => Promise<void>;
  readonly closeAll: () => Promise<void>;
};

const field = "\u001f";
const record = "\u001e";

/** Starts dunst. It shows what comes until that is clicked or closed, and writes it down. */
export async function startNotificationDaemon(desktop: Desktop): Promise<NotificationDaemon> {
  const folder = path.join(desktop.folder, ".config", "dunst");
  const diary = path.join(folder, "diary");
  const script = path.join(folder, "write-down");
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    script,
    `#!/bin/sh\nprintf '%s${field}%s${field}%s${record}' "$DUNST_ID" "$DUNST_SUMMARY" "$DUNST_BODY" >> ${diary}\n`,
  );
  chmodSync(script, 0o755);
  writeFileSync(
    path.join(folder, "dunstrc"),
    `[global]\nmarkup = full\nidle_threshold = 0\n[write_down]\nsummary = "*"\nscript = ${script}\ntimeout = 0\n`,
  );
  desktop.start("dunst", ["-config", path.join(folder, "dunstrc")]);
  const control = (...args: readonly string[]) => run("dunstctl", args, desktop.env);
  await until("the notification daemon", () => control("is-paused").catch(() => undefined));

  const seen = (): readonly SeenNotification[] =>
    (existsSync(diary) ? readFileSync(diary, "utf8") : "")
      .split(record)
      .slice(0, -1)
      .map((text) => {
        const [id = "", title = "", body = ""] = text.split(field);
        return { id, title, body };
      });
  return {
    seen,
    waitFor: (title, limitMs) =>
      until(`a notification ${title}`, () => seen().find((one) => title.test(one.title)), limitMs),
    onScreen: async () => Number(await control("count", "displayed")),
    click: async () => {
      await control("action", "0");
    },
    closeAll: async () => {
      await control("close-all");
    },
  };
}
