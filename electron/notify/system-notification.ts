import { Notification } from "electron";
import type { Shown } from "./digest.ts";
import type { NotificationEvents, ShownNotification } from "./notifier.ts";

export type SystemNotificationOptions = {
  /** It replaces one that has already made itself heard. */
  readonly silent: boolean;
  readonly events: NotificationEvents;
  readonly iconFile: string;
};

/** Shows it as a notification of the system, with *Retry* and *Open log* where the system has buttons. */
export function showSystemNotification(
  shown: Shown,
  { silent, events, iconFile }: SystemNotificationOptions,
): ShownNotification {
  const buttons = buttonsFor(shown, events);
  const notification = new Notification({
    title: shown.title,
    body: asText(shown.body),
    silent,
    icon: iconFile,
    // Not "critical", which breaks through the user's do-not-disturb.
    urgency: "normal",
    actions: buttons.map(({ text }) => ({ type: "button", text })),
  });
  notification.on("click", events.onOpen);
  // Before Electron 40 the event carries no index of its own.
  notification.on("action", (details, index) => buttons[details.actionIndex ?? index]?.press());
  notification.show();
  return { close: () => notification.close() };
}

/** Tells the user, who sees no window, something that no button can mend. */
export function tellUser(title: string, body: string): void {
  new Notification({ title, body: asText(body) }).show();
}

function buttonsFor(shown: Shown, events: NotificationEvents) {
  if (shown.runId === null) return [];
  const open = { text: "Open log", press: events.onOpen };
  return shown.canRetry ? [{ text: "Retry", press: events.onRetry }, open] : [open];
}

/** The body is markup on Linux (Desktop Notifications Specification): an error that names a tag must show it. */
function asText(body: string): string {
  if (process.platform !== "linux") return body;
  return body.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
