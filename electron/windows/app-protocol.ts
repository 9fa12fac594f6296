import { readFile } from "node:fs/promises";
import type { CustomScheme, Protocol } from "electron";
import { appFile, appOrigin, appScheme, securityHeaders } from "./app-files.ts";

/** To be registered before the app is ready. No `bypassCSP`, no service workers; `codeCache` opens the window faster. */
export const appSchemes: CustomScheme[] = [
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
];

/** Serves the pages in `root` as `app://jobdeck/`, with the theme's style sheet as it is now, and nothing else. */
export function serveApp(protocol: Pick<Protocol, "handle">, root: string, themeCss: () => string): void {
  protocol.handle(appScheme, async (request) =>
    request.method === "GET" && request.url === `${appOrigin}/theme.css`
      ? styleSheet(themeCss())
      : answer(root, request),
  );
}

/** The answer to one request: always with the security headers, whatever it says. */
export async function answer(root: string, request: Pick<Request, "method" | "url">): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD") return refusal(405, "Method not allowed");
  const found = appFile(root, request.url);
  if (found === null) return refusal(404, "Not found");
  try {
    const body = await readFile(found.file);
    const headers = { ...securityHeaders, "content-type": found.type, "content-length": String(body.byteLength) };
    return new Response(request.method === "HEAD" ? null : new Uint8Array(body), { status: 200, headers });
  } catch {
    // Not there, or a folder. Which of the two is nobody's business in the page.
    return refusal(404, "Not found");
  }
}

/** Never kept: the next window may be drawn in another theme. */
function styleSheet(css: string): Response {
  const headers = { ...securityHeaders, "content-type": "text/css; charset=utf-8", "cache-control": "no-store" };
  return new Response(css, { status: 200, headers });
}

function refusal(status: number, text: string): Response {
  return new Response(text, { status, headers: { ...securityHeaders, "content-type": "text/plain; charset=utf-8" } });
}
