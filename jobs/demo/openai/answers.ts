/** What the stand-in answers a request with. */
export type Answer = { readonly status: number; readonly body: unknown };

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export function refusal(status: number, message: string, code: string | null = null): Answer {
  return { status, body: { error: { message, type: "invalid_request_error", param: null, code } } };
}

export function deleted(id: string, object: string): Answer {
  return ok({ id, object, deleted: true });
}

type Listed = { readonly id: string; readonly created_at?: number };

/** One page of a list: newest first unless told otherwise, from a cursor on, `limit` long. */
export function page(
  items: readonly Listed[],
  url: URL,
  limits: { readonly preset: number; readonly max: number },
): Answer {
  const limit = Number(url.searchParams.get("limit") ?? limits.preset);
  if (!Number.isInteger(limit) || limit < 1 || limit > limits.max)
    return refusal(400, `Invalid 'limit': expected a value from 1 to ${limits.max}, but got ${limit} instead.`);
  const ordered = url.searchParams.get("order") === "asc" ? items : [...items].reverse();
  const after = url.searchParams.get("after");
  const start = after === null ? 0 : ordered.findIndex(({ id }) => id === after) + 1;
  if (after !== null && start === 0) return refusal(400, `Invalid 'after': no object with id '${after}'.`);
  const data = ordered.slice(start, start + limit);
  const has_more = start + limit < ordered.length;
  return ok({ object: "list", data, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null, has_more });
}

/** The JSON object of a request's body; undefined when it is none. */
export function parseObject(body: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString() || "{}");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
