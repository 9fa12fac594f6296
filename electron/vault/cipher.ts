/** Seals secrets with a key that the system's keychain holds. */
export type Cipher = {
  /** The name of the keychain for the user; null when there is none, and nothing can be sealed or opened. */
  readonly keychain: string | null;
  /** Why there is none, and what to do. Only read when `keychain` is null. */
  readonly absence: string;
  readonly seal: (text: string) => string;
  /** Throws when it was sealed with another key. */
  readonly open: (sealed: string) => string;
};

/** What is used of Electron's `safeStorage`. */
export type SafeStorage = {
  readonly isEncryptionAvailable: () => boolean;
  readonly getSelectedStorageBackend: () => string;
  readonly encryptString: (text: string) => Buffer;
  readonly decryptString: (sealed: Buffer) => string;
};

const backends: Readonly<Record<string, string>> = {
  gnome_libsecret: "GNOME Keyring",
  kwallet: "KWallet",
  kwallet5: "KWallet",
  kwallet6: "KWallet",
};

/**
 * The cipher over `safeStorage`, to be used after the app is ready. Chromium's `basic_text` backend seals with a password
 * that is in its source: that counts as no keychain, whatever `isEncryptionAvailable` says.
 *
 * The keychain is asked for when it is first needed and not before: a locked one makes the system ask for its password,
 * and everything waits for the answer.
 */
export function safeStorageCipher(safeStorage: SafeStorage, platform: NodeJS.Platform): Cipher {
  let keychain: string | null | undefined;
  return {
    get keychain() {
      if (keychain === undefined) keychain = keychainName(safeStorage, platform);
      return keychain;
    },
    absence: absenceOf(platform),
    seal: (text) => safeStorage.encryptString(text).toString("base64"),
    open: (sealed) => safeStorage.decryptString(Buffer.from(sealed, "base64")),
  };
}

function keychainName(safeStorage: SafeStorage, platform: NodeJS.Platform): string | null {
  if (!safeStorage.isEncryptionAvailable()) return null;
  if (platform === "darwin") return "macOS Keychain";
  if (platform === "win32") return "Windows Data Protection";
  return backends[safeStorage.getSelectedStorageBackend()] ?? null;
}

function absenceOf(platform: NodeJS.Platform): string {
  if (platform !== "linux") return "The system's keychain cannot be opened. Unlock it, then start Jobdeck again.";
  return (
    "This system has no unlocked keychain. Install or unlock GNOME Keyring or KWallet and start Jobdeck again, " +
    "or allow secrets to be stored unprotected."
  );
}
