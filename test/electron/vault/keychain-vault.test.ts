import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { safeStorageCipher } from "../../../electron/vault/cipher.ts";
import { openKeychainVault } from "../../../electron/vault/keychain-vault.ts";
import { aLog } from "../../support/desktop/samples.ts";
import { tempHome } from "../../support/temp-home.ts";

/** Stands in for the keychain: what matters here is what the vault does with it. The real one is tested end to end. */
function aKeychain({ available = true, backend = "gnome_libsecret", key = 1 } = {}) {
  return {
    isEncryptionAvailable: () => available,
    getSelectedStorageBackend: () => backend,
    encryptString: (text: string) => Buffer.from([key, ...Buffer.from(text).map((byte) => byte ^ 0x5a)]),
    decryptString: (sealed: Buffer) => {
      if (sealed[0] !== key) throw new Error("wrong key");
      return Buffer.from(sealed.subarray(1).map((byte) => byte ^ 0x5a)).toString();
    },
  };
}

function setUp(keychain = aKeychain(), file = path.join(tempHome(), "vault.json")) {
  const log = aLog();
  const cipher = safeStorageCipher(keychain, "linux");
  const clock = { now: () => Date.UTC(2026, 10, 23, 21, 0) };
  return { file, log, open: () => openKeychainVault({ file, cipher, clock, log }) };
}

const none = aKeychain({ available: false, backend: "basic_text" });

describe("a vault with a keychain", () => {
  it("gives back what was stored, also after a restart, and keeps no clear text on disk", async () => {
    const { open, file } = setUp();
    const vault = await open();
    await vault.set("s3.secretAccessKey", "K004-very-secret", { allowPlainText: false });
    expect(await vault.get("s3.secretAccessKey")).toBe("K004-very-secret");
    expect(await (await open()).get("s3.secretAccessKey")).toBe("K004-very-secret");
    expect(readFileSync(file, "utf8")).not.toContain("very-secret");
    expect(vault.status()).toEqual({ kind: "keychain", title: "GNOME Keyring", warning: null });
  });

  it("writes a file that only this user may read, and leaves no other behind", async () => {
    const { open, file } = setUp();
    await (await open()).set("openai.apiKey", "sk-1", { allowPlainText: false });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(path.dirname(file))).toEqual(["vault.json"]);
  });

  it("loses none of many changes made at once", async () => {
    const { open } = setUp();
    const vault = await open();
    const names = Array.from({ length: 30 }, (_, index) => `name.${index}`);
    await Promise.all(names.map((name) => vault.set(name, name, { allowPlainText: false })));
    await Promise.all(names.slice(10).map((name) => vault.remove(name)));
    expect(await vault.names()).toEqual(names.slice(0, 10));
    expect(await (await open()).names()).toEqual(names.slice(0, 10));
  });

  it("knows nothing of a name that was never stored", async () => {
    const vault = await setUp().open();
    expect(await vault.get("s3.secretAccessKey")).toBeUndefined();
    expect(await vault.names()).toEqual([]);
  });

  it("says so when the keychain's key has changed", async () => {
    const first = setUp();
    await (await first.open()).set("openai.apiKey", "sk-1", { allowPlainText: false });
    const vault = await setUp(aKeychain({ key: 2 }), first.file).open();
    await expect(vault.get("openai.apiKey")).rejects.toMatchObject({
      code: "NO_KEYCHAIN",
      message: expect.stringContaining("API key (openai.apiKey) is stored, but GNOME Keyring cannot open it"),
    });
  });

  it("seals at the next start what had been stored unprotected", async () => {
    const first = setUp(none);
    await (await first.open()).set("openai.apiKey", "sk-plain", { allowPlainText: true });
    const second = setUp(aKeychain(), first.file);
    const vault = await second.open();
    expect(await vault.get("openai.apiKey")).toBe("sk-plain");
    expect(readFileSync(first.file, "utf8")).not.toContain("sk-plain");
    expect(second.log.lines).toEqual([expect.stringContaining("now sealed")]);
  });
});

describe("a vault without a keychain", () => {
  it("takes Chromium's basic_text for none, even when it claims to encrypt", async () => {
    const vault = await setUp(aKeychain({ backend: "basic_text" })).open();
    expect(vault.status()).toMatchObject({
      kind: "none",
      warning: expect.stringContaining("GNOME Keyring or KWallet"),
    });
  });

  it("stores nothing unless plain text is allowed", async () => {
    const { open, file } = setUp(none);
    const vault = await open();
    await expect(vault.set("openai.apiKey", "sk-1", { allowPlainText: false })).rejects.toMatchObject({
      code: "NO_KEYCHAIN",
    });
    expect(await vault.names()).toEqual([]);
    expect(readdirSync(path.dirname(file))).toEqual([]);
  });

  it("stores it marked as plain when allowed, and warns from then on", async () => {
    const { open, file } = setUp(none);
    const vault = await open();
    await vault.set("openai.apiKey", "sk-1", { allowPlainText: true });
    expect(await vault.get("openai.apiKey")).toBe("sk-1");
    expect(JSON.parse(readFileSync(file, "utf8")).secrets["openai.apiKey"]).toEqual({ kind: "plain", value: "sk-1" });
    expect(vault.status()).toMatchObject({ kind: "plain-file", warning: expect.any(String) });
  });

  it("says that a sealed secret is there but cannot be opened", async () => {
    const first = setUp();
    await (await first.open()).set("openai.apiKey", "sk-1", { allowPlainText: false });
    const vault = await setUp(none, first.file).open();
    expect(await vault.names()).toEqual(["openai.apiKey"]);
    await expect(vault.get("openai.apiKey")).rejects.toMatchObject({ code: "NO_KEYCHAIN" });
  });
});

describe("a keychain that may be locked", () => {
  it("is not asked for before a secret is needed", async () => {
    let asked = 0;
    const isEncryptionAvailable = () => {
      asked += 1;
      return true;
    };
    const first = setUp();
    await (await first.open()).set("openai.apiKey", "sk-1", { allowPlainText: false });
    const vault = await setUp({ ...aKeychain(), isEncryptionAvailable }, first.file).open();
    expect(await vault.names()).toEqual(["openai.apiKey"]);
    expect(asked).toBe(0);
    expect(await vault.get("openai.apiKey")).toBe("sk-1");
    expect(vault.status().kind).toBe("keychain");
    expect(asked).toBe(1);
  });
});

describe("a damaged vault file", () => {
  it.each(["", "{", '{"format":2,"secrets":{}}', '{"format":1,"secrets":{"a":"b"}}', "\u0000\u0001"])(
    "is kept beside, reported, and never taken for an empty one: %j",
    async (content) => {
      const { file, log, open } = setUp();
      writeFileSync(file, content);
      const vault = await open();
      const copy = `${file}.corrupt-2026-11-23T21-00-00.000Z`;
      expect(readFileSync(copy, "utf8")).toBe(content);
      expect(log.lines).toEqual([expect.stringContaining(copy)]);
      expect(vault.status().warning).toContain(copy);
      await vault.set("openai.apiKey", "sk-2", { allowPlainText: false });
      expect(readFileSync(copy, "utf8")).toBe(content);
    },
  );

  it("is an error when it cannot be read at all", async () => {
    const { file, open } = setUp();
    mkdirSync(file);
    await expect(open()).rejects.toMatchObject({ code: "DATABASE_UNUSABLE", message: expect.stringContaining(file) });
  });

  it("keeps the old content when the new cannot be written", async () => {
    const { file, open } = setUp();
    const vault = await open();
    await vault.set("openai.apiKey", "old", { allowPlainText: false });
    const before = readFileSync(file, "utf8");
    // A folder in the place of the file cannot be replaced by a file.
    const blocked = path.join(tempHome(), "vault.json");
    const other = await setUp(aKeychain(), blocked).open();
    mkdirSync(path.join(blocked, "in-the-way"), { recursive: true });
    await expect(other.set("openai.apiKey", "new", { allowPlainText: false })).rejects.toMatchObject({
      code: "DATABASE_UNUSABLE",
    });
    expect(await other.names()).toEqual([]);
    expect(readFileSync(file, "utf8")).toBe(before);
  });
});
