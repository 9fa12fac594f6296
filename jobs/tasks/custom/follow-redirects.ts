import { NonRetryableError } from "../../sdk/errors.ts";
import { exchange, type HttpAnswer, type HttpRequest } from "./http-exchange.ts";
import { urlProblem } from "./http-payload.ts";

const mostRedirects = 5;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** What belongs to whom it was meant for, whether it came from a secret or not. */
const personal: ReadonlySet<string> = new Set(["authorization", "cookie", "proxy-authorization"]);

export type FollowOptions = {
  /** Names of the headers whose values are secrets, in small letters. */
  readonly secretHeaders: ReadonlySet<string>;
  /** An answer that is wanted is not followed, even if it is a redirect. */
  readonly isWanted: (status: number) => boolean;
  readonly signal: AbortSignal;
  readonly onRedirect: (status: number, url: URL) => void;
};

export type FinalAnswer = HttpAnswer & { readonly url: URL; readonly redirects: number };

/**
 * The answer at the end of at most five redirects. What is secret goes to the first origin only, and to no other even when
 * that sends the request back.
 *
 * @throws NonRetryableError for a redirect that leads nowhere
 */
export async function follow(first: HttpRequest, options: FollowOptions): Promise<FinalAnswer> {
  let request = first;
  for (let count = 0; ; count += 1) {
    const answer = await exchange(request, options.signal);
    const { location } = answer.headers;
    if (!redirects.has(answer.status) || options.isWanted(answer.status) || !location)
      return { ...answer, url: request.url, redirects: count };
    if (count === mostRedirects)
      throw new NonRetryableError(
        `${first.url.href} redirects more than ${mostRedirects} times. Use the address at the end of the chain.`,
      );
    request = redirected(request, answer.status, targetOf(request, location), options.secretHeaders);
    options.onRedirect(answer.status, request.url);
  }
}

function targetOf({ url }: HttpRequest, location: string): URL {
  // An address that cannot be put together is judged as it stands, and refused.
  const target = URL.canParse(location, url.href) ? new URL(location, url).href : location;
  const problem = urlProblem(target);
  if (problem === undefined) return new URL(target);
  throw new NonRetryableError(
    `${url.href} redirects to "${location.slice(0, 200)}", which is not followed: ${problem}.`,
  );
}

/** RFC 9110, 15.4: after 303, and by custom after 301 and 302 to a POST, what follows is a GET without a body. */
function redirected(
  { method, url, headers, body }: HttpRequest,
  status: number,
  target: URL,
  secretHeaders: ReadonlySet<string>,
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
