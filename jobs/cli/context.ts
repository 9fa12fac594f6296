import type { Access } from "./host-access.ts";
import type { Output } from "./output.ts";

/** What every command is given. */
export type CliContext = {
  readonly output: Output;
  readonly home: () => string;
  /** Does something with the home's host, and gives it back afterwards however that ends. */
  readonly withHost: <T>(work: (access: Access) => Promise<T>) => Promise<T>;
};
