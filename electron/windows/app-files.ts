import path from "node:path";

/** The origin of our pages. A scheme of our own, because `file:` pages may read every file of the user. */
export const appScheme = "app";
export const appHost = "jobdeck";
export const appOrigin = `${appScheme}://${appHost}`;

/** No inline script, no remote origin: what a page of ours may load is in the folder that we ship. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join("; ");

export const securityHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()",
};

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".ttf": "font/ttf",
};

export type AppFile = { readonly file: string; readonly type: string };

/**
 * The file that a URL of ours stands for, or null when there is none: another host, a type that we do not ship, a path
 * that leads out of `root` in whatever spelling, or a hidden file.
 */
export function appFile(root: string, url: string): AppFile | null {
  const parsed = URL.parse(url);
  if (parsed === null || parsed.protocol !== `${appScheme}:` || parsed.host !== appHost) return null;
  if (parsed.username !== "" || parsed.password !== "") return null;
  const pathname = decoded(parsed.pathname);
  if (pathname === null) return null;
  const parts = pathname.split("/").filter((part) => part !== "");
  if (!parts.every((part) => /^[\w@-][\w@.-]*$/.test(part))) return null;
  const relative = parts.length === 0 ? "index.html" : parts.join("/");
  const type = types[path.posix.extname(relative)];
  const file = path.join(root, relative);
  if (type === undefined || !file.startsWith(path.join(root, path.sep))) return null;
  return { file, type };
}

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    // "%zz" and the like: no file of ours.
    return null;
  }
}
