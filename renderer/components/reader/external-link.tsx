import type { ReactNode } from "react";

/**
 * A link into the browser. The host checks the address once more before it hands it over; what is no address of the web
 * is shown as text.
 */
export function ExternalLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const address = webAddress(href);
  if (address === null) return <span>{children}</span>;
  return (
    <a className="link" href={address} target="_blank" rel="noreferrer" title={`${address}\nOpens in the browser`}>
      {children}
    </a>
  );
}

/** The address when it is one of the web, without a name or a password in it; else null. */
export function webAddress(text: string): string | null {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) return null;
  return url.username === "" && url.password === "" ? url.href : null;
}

/** Opens an address in the browser. False when it is none of the web. */
export function openInBrowser(text: string): boolean {
  const address = webAddress(text);
  if (address !== null) window.open(address, "_blank", "noreferrer");
  return address !== null;
}
