import type { StoredError } from "../../model/errors.ts";

/** What the content thread is started with. */
export type ContentThreadData = { readonly contentPath: string };

/** A call about content; `path` is its place in the contract, such as `["items", "list"]`. The host has parsed the input. */
export type ContentQuestion = {
  readonly id: number;
  readonly path: readonly string[];
  readonly input: unknown;
  /** With the calls that need them. */
  readonly settings?: Readonly<Record<string, string>>;
};

export type ContentAnswer =
  | { readonly id: number; readonly output: unknown }
  | { readonly id: number; readonly error: StoredError };
