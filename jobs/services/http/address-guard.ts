import { lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { ServiceError } from "../service-error.ts";
import { isPublicAddress } from "./addresses.ts";
import type { Route } from "./exchange.ts";

export type AddressGuard = {
  /** Why a URL may not be asked, as far as it shows by itself; undefined when it may. */
  readonly problem: (url: URL) => string | undefined;
  /** How its host is connected to; undefined when the user allowed any address for it. */
  readonly route: (url: URL) => Route | undefined;
  /** The user allowed it although it may be an address of a private network. */
  readonly isAllowed: (url: URL) => boolean;
};

/**
 * Ports below 1,024 that are not those of the web, and those above that speak something that takes a request for its own
 * (the "bad ports" of the Fetch standard).
 */
const webPorts: ReadonlySet<number> = new Set([80, 443]);
const otherPorts: ReadonlySet<number> = new Set([
  ...[1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6379, 6566],
  ...[6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080, 11211],
]);

/**
 * Keeps URLs that come from outside (feeds, pages, redirects) away from this computer and its networks. The name is
 * looked up by the connection itself, and the connected address is checked once more: a name that changes its address
 * between a check and the connection gains nothing.
 *
 * @param allowedHosts hosts that the user allowed, as `host` or `host:port`
 */
export function createAddressGuard(
  allowedHosts: readonly string[],
  lookup: typeof systemLookup = systemLookup,
): AddressGuard {
  const allowed = new Set(allowedHosts.map(normalHost));
  const isAllowed = (url: URL) => allowed.has(url.hostname) || allowed.has(`${url.hostname}:${portOf(url)}`);

  const problem = (url: URL): string | undefined => {
    if (url.protocol !== "https:" && url.protocol !== "http:")
      return `only http and https can be asked, not "${url.protocol}"`;
    if (url.username !== "" || url.password !== "") return "there is a name or password in the URL";
    if (isAllowed(url)) return undefined;
    if (namesPrivateAddress(url)) return privateProblem(url.host);
    const port = portOf(url);
    if ((port < 1_024 && !webPorts.has(port)) || otherPorts.has(port))
      return `port ${port} is not one of the web. ${remedy(url.host)}`;
    return undefined;
  };

  const route = (url: URL): Route | undefined => {
    if (isAllowed(url)) return undefined;
    const refused = () => new ServiceError(`${url.href}: ${privateProblem(url.host)}`, { kind: "item" });
    const check = (address: string) => {
      if (!isPublicAddress(address)) throw refused();
    };
    return { check, lookup: publicLookup(lookup, refused) };
  };

  return { problem, route, isAllowed };
}

/** Gives the public addresses of a name alone; without one there is no connection. */
function publicLookup(lookup: typeof systemLookup, refused: () => Error): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const addresses = error ? [] : found.filter(({ address }) => isPublicAddress(address));
      const [first] = addresses;
      if (error || !first) return callback(error ?? refused(), "", 0);
      if (options.all) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}

/** The hosts of the setting `network.allowedHosts`: separated by commas or spaces; a whole URL stands for its host. */
export function hostsIn(setting: string | undefined): readonly string[] {
  return (setting ?? "").split(/[\s,;]+/).filter((host) => host !== "");
}

/** Whether a URL names an address of this computer or a private network by itself, without a look-up. */
export function namesPrivateAddress(url: URL): boolean {
  const address = addressIn(url);
  return address === undefined ? /(^|\.)localhost\.?$/.test(url.hostname) : !isPublicAddress(address);
}

/** As `URL` writes it: small letters, punycode, IPv4 in dots whatever it was written in; brackets around IPv6. */
function normalHost(host: string): string {
  const withScheme = /^https?:\/\//i.test(host) ? host : `http://${isIP(host) === 6 ? `[${host}]` : host}`;
  if (!URL.canParse(withScheme)) return host;
  const url = new URL(withScheme);
  const hasPort = url.port !== "" || /:(80|443)\/?$/.test(host);
  return hasPort ? `${url.hostname}:${/:443\/?$/.test(host) ? 443 : portOf(url)}` : url.hostname;
}

function addressIn({ hostname }: URL): string | undefined {
  const bare = hostname.replace(/^\[|\]$/g, "");
  return isIP(bare) === 0 ? undefined : bare;
}

function portOf(url: URL): number {
  return url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
}

function privateProblem(host: string): string {
  return `${host} is an address of this computer or of a private network. ${remedy(host)}`;
}

function remedy(host: string): string {
  return `If you mean it, add "${host}" to the allowed hosts (network.allowedHosts, JOBDECK_ALLOWED_HOSTS)`;
}
