import type { ContractRouterClient } from "@orpc/contract";
import type { ContentDatabase } from "../../content/content-database.ts";
import type { contentContract } from "../content-contract.ts";

type Client = Omit<ContractRouterClient<typeof contentContract>, "changes">;
type Calls<Part> = {
  readonly [Name in keyof Part]: Part[Name] extends (input: infer Input, ...rest: infer _) => PromiseLike<infer Output>
    ? (input: Input) => Promise<Output>
    : Calls<Part[Name]>;
};

/** A function for every call about content: the handlers, as a table of the contract's own shape. */
export type ContentCalls = Calls<Client>;

/** What the handlers work with. */
export type ContentParts = {
  readonly content: ContentDatabase;
  readonly now: () => number;
  /** Settings that calls need, as they are now. */
  readonly settings: () => Readonly<Record<string, string>>;
};
