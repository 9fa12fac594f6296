import path from "node:path";

/** What Chromium and the shell keep in a home: cookies, caches, the window's place. */
export function electronFolder(home: string): string {
  return path.join(home, "electron");
}

/** The files that are shipped with the app. `root` is the folder (or archive) that holds `package.json`. */
export function shippedFiles(root: string) {
  return {
    renderer: path.join(root, "dist", "renderer"),
    preload: path.join(root, "dist", "main", "preload.cjs"),
    thread: path.join(root, "dist", "main", "thread.cjs"),
    resources: path.join(root, "resources"),
    trayIcons: path.join(root, "resources", "icons", "tray"),
    appIcon: path.join(root, "resources", "icons", "icon-256.png"),
  } as const;
}
