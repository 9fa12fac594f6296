import type { PageWish } from "../../content/pages.ts";
import { JobdeckError } from "../../model/errors.ts";

/** Something that is asked for by id and is not there. */
export function notThere(what: string, id: number): JobdeckError {
  return new JobdeckError("NOT_FOUND", `There is no ${what} ${id}. It may have been removed meanwhile.`);
}

/** The page that an input asks for; without a limit, of 50 rows. */
export function pageWish(input: {
  readonly limit?: number | undefined;
  readonly cursor?: PageWish["cursor"];
}): PageWish {
  return { limit: input.limit ?? 50, cursor: input.cursor };
}
