import { ServiceError } from "../service-error.ts";
import type { HttpAnswer, HttpRequest } from "./exchange.ts";

const mostRedirects = 5;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** What belongs to whom it was meant for, whether it came from a secret or not. */
const personal: ReadonlySet<string> = new Set(["authorization", "cookie", "proxy-authorization"]);

export type FollowOptions = {
  readonly ask: (request: HttpRequest) => Promise<HttpAnswer>;
  /** Why an address that is led to may not be asked; undefined when it may. */
  readonly problem: (target: string, from: URL) => string | undefined;
  /** Names of the headers whose values are secrets, in small letters. */
  readonly secretHeaders?: ReadonlySet<string>;
  /** An answer that is wanted is not followed, even if it is a redirect. */
  readonly isWanted?: (status: number) => boolean;
  readonly onRedirect?: (status: number, url: URL) => void;
};

export type FinalAnswer = HttpAnswer & {
  readonly url: URL;
  readonly redirects: number;
  /** Where the address moved for good (301, 308), as far as every redirect on the way says so. */
  readonly movedTo: URL | undefined;
};

/**
 * The answer at the end of at most five redirects. What is secret goes to the first origin only, and to no other even when
 * that sends the request back.
 *
 * @throws ServiceError for a redirect that leads nowhere; what `ask` throws
 */
export async function follow(first: HttpRequest, options: FollowOptions): Promise<FinalAnswer> {
  let request = first;
  let movedTo: URL | undefined;
  let forGood = true;
  for (let count = 0; ; count += 1) {
    const answer = await options.ask(request);
    const { location } = answer.headers;
    if (!redirects.has(answer.status) || options.isWanted?.(answer.status) || !location)
      return { ...answer, url: request.url, redirects: count, movedTo };
    if (count === mostRedirects)
      throw new ServiceError(
        `${first.url.href} redirects more than ${mostRedirects} times. Use the address at the end of the chain.`,
        { kind: "item" },
      );
    request = redirected(request, answer.status, targetOf(request, location, options), options.secretHeaders);
    forGood &&= answer.status === 301 || answer.status === 308;
    if (forGood) movedTo = request.url;
    options.onRedirect?.(answer.status, request.url);
  }
}

function targetOf({ url }: HttpRequest, location: string, { problem }: FollowOptions): URL {
  // An address that cannot be put together is judged as it stands, and refused.
  const target = URL.canParse(location, url.href) ? new URL(location, url).href : location;
  const reason = problem(target, url);
  if (reason === undefined) return new URL(target);
  throw new ServiceError(`${url.href} redirects to "${location.slice(0, 200)}", which is not followed: ${reason}.`, {
    kind: "item",
  });
}

/** RFC 9110, 15.4: after 303, and by custom after 301 and 302 to a POST, what follows is a GET without a body. */
function redirected(
  { method, url, headers, body }: HttpRequest,
  status: number,
  target: URL,
  secretHeaders: ReadonlySet<string> = new Set(),
): HttpRequest {
  const becomesGet = status === 303 ? method !== "HEAD" : status < 303 && method === "POST";
  const leaves = target.origin !== url.origin;
  const kept = Object.entries(headers).filter(([name]) => {
    const key = name.toLowerCase();
    if (leaves && (secretHeaders.has(key) || personal.has(key) || key === "host")) return false;
    return !(becomesGet && key.startsWith("content-"));
  });
  return {
    ...{ url: target, headers: Object.fromEntries(kept) },
    ...(becomesGet ? { method: "GET", body: undefined } : { method, body }),
  };
}
