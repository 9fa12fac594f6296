import type { Vault } from "../../jobs/model/vault.ts";

/** A vault that forgets everything with the test. */
export function memoryVault(initial: Readonly<Record<string, string>> = {}): Vault {
  const values = new Map(Object.entries(initial));
  return {
    status: () => ({ kind: "keychain", title: "the test's memory", warning: null }),
    get: async (name) => values.get(name),
    set: async (name, value) => void values.set(name, value),
    remove: async (name) => void values.delete(name),
    names: async () => [...values.keys()],
  };
}
