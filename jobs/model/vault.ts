import type { VaultStatus } from "./read-models/host.ts";

/** Where secrets are kept. The desktop app keeps them in the system's keychain, a headless host in `.env`. */
export type Vault = {
  readonly status: () => VaultStatus;
  /** The secret's value, or undefined. Throws NO_KEYCHAIN when it is there but cannot be opened now. */
  readonly get: (name: string) => Promise<string | undefined>;
  /**
   * Throws NO_KEYCHAIN, with nothing stored, when there is no safe place and `allowPlainText` is not true.
   */
  readonly set: (name: string, value: string, options: { readonly allowPlainText: boolean }) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
  readonly names: () => Promise<readonly string[]>;
};
