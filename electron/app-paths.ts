import path from "node:path";

/** What Chromium and the shell keep in a home: cookies, caches, the window's place. */
export function electronFolder(home: string): string {
  return path.join(home, "electron");
}

/** The files that are shipped with the app. `root` is the folder (or archive) that holds `package.json` and `dist`. */
export function shippedFiles(root: string) {
  const at = (...parts: readonly string[]): string => path.join(root, "dist", ...parts);
  return {
    renderer: at("renderer"),
    preload: at("main", "preload.cjs"),
    thread: at("main", "thread.cjs"),
    sealThread: at("main", "seal.cjs"),
    loaderThread: at("main", "loader.cjs"),
    contentThread: at("main", "content.cjs"),
    resources: at("resources"),
    trayIcons: at("resources", "icons", "tray"),
    appIcon: at("resources", "icons", "icon-256.png"),
  } as const;
}
