import type { App, Session, WebContents } from "electron";
import { messageOf } from "../../jobs/model/errors.ts";
import type { HostLog } from "../../jobs/model/host-log.ts";
import { appOrigin } from "./app-files.ts";
import { externalLink } from "./external-link.ts";

export type SecurityOptions = {
  readonly log: HostLog;
  /** Opens an address, whose scheme was checked, in the system's browser. */
  readonly openExternal: (url: string) => Promise<void>;
};

/** Every page, whoever makes it, stays where it is: no navigation, no new window, no webview. */
export function guardWebContents(app: App, options: SecurityOptions): void {
  app.on("web-contents-created", (_event, contents) => guardPage(contents, options));
}

function guardPage(contents: WebContents, { log, openExternal }: SecurityOptions): void {
  const openOutside = (url: string): void => {
    const link = externalLink(url);
    if (link === null)
      log.warn("The page wanted to open an address that is not for a browser", { url: shortened(url) });
    else openExternal(link).catch((error: unknown) => log.warn(`The browser was not opened: ${messageOf(error)}`));
  };
  // Of both events the first that prevents is the last that comes: which one that is depends on Electron's version.
  const stay = (event: { readonly url: string; readonly isMainFrame: boolean; preventDefault: () => void }): void => {
    if (event.isMainFrame && isSamePage(event.url, contents.getURL())) return;
    event.preventDefault();
    if (event.isMainFrame) openOutside(event.url);
  };
  contents.on("will-frame-navigate", stay);
  contents.on("will-navigate", stay);
  contents.on("will-redirect", (event) => event.preventDefault());
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: "deny" };
  });
}

/** What the session of our pages may do: load our own files, and put text on the clipboard. */
export function guardSession(session: Session): void {
  // Copying a log is the one permission that our pages use; Chromium grants it only upon a user's gesture.
  const granted = (permission: string, origin: string): boolean =>
    permission === "clipboard-sanitized-write" && origin === appOrigin;
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(granted(permission, originOf(details.requestingUrl)) && details.isMainFrame),
  );
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    granted(permission, originOf(requestingOrigin)),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.on("will-download", (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
  // The second wall behind the content security policy: nothing of a page ever leaves the machine.
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isLocal(url) }));
}

/** A page may load itself anew. */
function isSamePage(url: string, current: string): boolean {
  const [next, shown] = [URL.parse(url), URL.parse(current)];
  return (
    next !== null && originOf(url) === appOrigin && originOf(current) === appOrigin && next.pathname === shown?.pathname
  );
}

function isLocal(url: string): boolean {
  return url.startsWith(`${appOrigin}/`) || url.startsWith("data:") || url.startsWith("devtools://");
}

/** `URL.origin` is "null" for schemes that the standard does not know. */
function originOf(url: string): string {
  const parsed = URL.parse(url);
  return parsed === null ? "" : `${parsed.protocol}//${parsed.host}`;
}

function shortened(url: string): string {
  return url.length <= 100 ? url : `${url.slice(0, 99)}…`;
}
