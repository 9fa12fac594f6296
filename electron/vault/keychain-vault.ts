import type { Clock } from "../../jobs/model/clock.ts";
import { JobdeckError } from "../../jobs/model/errors.ts";
import type { HostLog } from "../../jobs/model/host-log.ts";
import type { VaultStatus } from "../../jobs/model/read-models/host.ts";
import { settingField } from "../../jobs/model/settings.ts";
import type { Vault } from "../../jobs/model/vault.ts";
import type { Cipher } from "./cipher.ts";
import { loadVault, saveVault, type VaultEntries, type VaultEntry } from "./vault-file.ts";

export type KeychainVaultOptions = {
  readonly file: string;
  readonly cipher: Cipher;
  readonly clock: Clock;
  readonly log: HostLog;
};

/**
 * Secrets in a file of this user's, sealed with a key from the system's keychain. Without a keychain nothing is stored
 * unless the user allows it to lie unprotected; once there is a keychain such entries are sealed at the next start.
 *
 * @throws JobdeckError DATABASE_UNUSABLE when the file is there but cannot be read
 */
export async function openKeychainVault(options: KeychainVaultOptions): Promise<Vault> {
  const { file, cipher, clock, log } = options;
  const loaded = await loadVault(file, clock.now());
  let entries = loaded.entries;
  if (loaded.damagedCopy !== null)
    log.error(`The file with the secrets was damaged. It was kept as ${loaded.damagedCopy}; enter the secrets again.`);

  // Two changes at once would each write what it read: one of them would be lost.
  let last: Promise<unknown> = Promise.resolve();
  const change = (edit: (current: VaultEntries) => VaultEntries): Promise<void> => {
    const turn = last.then(async () => {
      const next = edit(entries);
      await saveVault(file, next);
      entries = next;
    });
    last = turn.catch(() => undefined);
    return turn;
  };

  const sealed = sealPlain(entries, cipher);
  if (sealed !== null) {
    await change(() => sealed);
    log.info("Secrets that were stored unprotected are now sealed with the keychain.");
  }

  return {
    status: () => statusOf(entries, cipher, loaded.damagedCopy),
    get: async (name) => {
      const entry = entries.get(name);
      return entry && openEntry(name, entry, cipher);
    },
    set: async (name, value, { allowPlainText }) => {
      if (cipher.keychain === null && !allowPlainText) throw noKeychain(name, cipher);
      const entry: VaultEntry =
        cipher.keychain === null ? { kind: "plain", value } : { kind: "sealed", value: cipher.seal(value) };
      await change((current) => new Map(current).set(name, entry));
    },
    remove: (name) => change((current) => new Map([...current].filter(([other]) => other !== name))),
    names: async () => [...entries.keys()],
  };
}

function sealPlain(entries: VaultEntries, cipher: Cipher): VaultEntries | null {
  if (![...entries.values()].some((entry) => entry.kind === "plain") || cipher.keychain === null) return null;
  return new Map(
    [...entries].map(([name, entry]) => [
      name,
      entry.kind === "plain" ? { kind: "sealed", value: cipher.seal(entry.value) } : entry,
    ]),
  );
}

function openEntry(name: string, entry: VaultEntry, cipher: Cipher): string {
  if (entry.kind === "plain") return entry.value;
  if (cipher.keychain === null)
    throw new JobdeckError(
      "NO_KEYCHAIN",
      `${titleOf(name)} is stored, but the keychain that opens it is not there. ` +
        "Unlock the keychain and start Jobdeck again, or enter the value again.",
    );
  try {
    return cipher.open(entry.value);
  } catch (cause) {
    throw new JobdeckError(
      "NO_KEYCHAIN",
      `${titleOf(name)} is stored, but ${cipher.keychain} cannot open it: its key has changed. Enter the value again.`,
      { cause },
    );
  }
}

function statusOf(entries: VaultEntries, cipher: Cipher, damagedCopy: string | null): VaultStatus {
  const damage =
    damagedCopy === null
      ? null
      : `The file with the secrets was damaged and was kept as ${damagedCopy}. Enter the secrets again.`;
  if (cipher.keychain !== null) return { kind: "keychain", title: cipher.keychain, warning: damage };
  const plain = [...entries.values()].some((entry) => entry.kind === "plain");
  const warning = damage === null ? cipher.absence : `${damage} ${cipher.absence}`;
  return plain
    ? { kind: "plain-file", title: "A file that only you can read, not encrypted", warning }
    : { kind: "none", title: "No keychain", warning };
}

function noKeychain(name: string, cipher: Cipher): JobdeckError {
  return new JobdeckError("NO_KEYCHAIN", `${titleOf(name)} was not stored. ${cipher.absence}`);
}

function titleOf(name: string): string {
  const field = settingField(name);
  return field === undefined ? name : `${field.title} (${name})`;
}
