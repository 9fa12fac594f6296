import { isContractProcedure } from "@orpc/contract";
import type { Router } from "@orpc/server";
import { contentContract } from "../content-contract.ts";
import type { ContentService } from "./content-service.ts";

/** What of an implemented contract is used here: a part of it has parts, and a procedure takes a handler. */
type Part = {
  readonly [name: string]: Part;
} & {
  readonly handler: (handle: (call: { readonly input: unknown }) => Promise<unknown>) => unknown;
};

/** Calls after which something has changed. */
const changing = /^(add|update|remove|import\w+|markRead|dismiss|setInterests)$/;

/**
 * The handlers of the calls about content: each passes its input on to the thread. The contract checks what comes and what
 * goes, as everywhere.
 */
export function contentRouter(
  implementer: object,
  service: ContentService,
): Omit<Router<typeof contentContract, Record<never, never>>, "changes"> {
  const forward = (contract: object, part: Part, path: readonly string[]): unknown => {
    if (isContractProcedure(contract))
      return part.handler(async ({ input }) => {
        const output = await service.ask(path, input);
        if (changing.test(path.at(-1) ?? "")) service.touch();
        return output;
      });
    const parts = Object.entries(contract).map(([name, inner]: [string, object]) => [
      name,
      forward(inner, part[name] as Part, [...path, name]),
    ]);
    return Object.fromEntries(parts);
  };
  const { changes: _, ...calls } = contentContract;
  return forward(calls, implementer as Part, []) as Omit<
    Router<typeof contentContract, Record<never, never>>,
    "changes"
  >;
}
