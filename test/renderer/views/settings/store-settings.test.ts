import { describe, expect, it } from "vitest";
import { storeSettings } from "../../../../renderer/views/settings/store-settings.ts";
import { createDialogs } from "../../../../renderer/workbench/dialogs.ts";
import { createSampleHost } from "../../../support/window/sample-host.ts";

const none = { kind: "none", title: "No keychain", warning: "There is no keychain." } as const;
const keychain = { kind: "keychain", title: "Keychain", warning: null } as const;

async function setUp(vault: typeof none | typeof keychain) {
  const { client } = createSampleHost({ now: () => 0, jobs: [], vault });
  const dialogs = createDialogs();
  const fields = (await client.settings.list({})).flatMap((group) => group.fields);
  const named = (...names: readonly string[]) => fields.filter((field) => names.includes(field.name));
  const stored = async () => {
    const groups = await client.settings.list({});
    return groups
      .flatMap((group) => group.fields)
      .filter((field) => field.source === "stored")
      .map((field) => field.name);
  };
  return { app: { client: () => client, dialogs }, dialogs, named, stored };
}

const drafts = { "s3.bucket": "my-notes", "s3.accessKeyId": "004c", "s3.secretAccessKey": "K004" };
const names = Object.keys(drafts);

describe("storeSettings", () => {
  it("stores everything without a question where there is a keychain", async () => {
    const { app, dialogs, named, stored } = await setUp(keychain);
    expect(await storeSettings({ app, fields: named(...names), drafts, vault: keychain })).toBe(true);
    expect(dialogs.get()).toEqual([]);
    expect(await stored()).toEqual(names);
  });

  it("asks once where there is none, and stores after a yes", async () => {
    const { app, dialogs, named, stored } = await setUp(none);
    const storing = storeSettings({ app, fields: named(...names), drafts, vault: none });
    expect(dialogs.get()).toHaveLength(1);
    expect(dialogs.get()[0]).toMatchObject({ message: "There is no keychain.", confirm: "Store as plain text" });
    dialogs.get()[0]?.answer("confirm");
    expect(await storing).toBe(true);
    expect(await stored()).toEqual(names);
  });

  it("stores nothing at all after a no", async () => {
    const { app, dialogs, named, stored } = await setUp(none);
    const storing = storeSettings({ app, fields: named(...names), drafts, vault: none });
    dialogs.get()[0]?.answer("decline");
    expect(await storing).toBe(false);
    expect(await stored()).toEqual([]);
  });

  it("asks nothing for what is no secret", async () => {
    const { app, named, stored } = await setUp(none);
    expect(await storeSettings({ app, fields: named("s3.bucket"), drafts, vault: none })).toBe(true);
    expect(await stored()).toEqual(["s3.bucket"]);
  });

  it("asks when the keychain has gone since the page was read", async () => {
    const { app, dialogs, named, stored } = await setUp(none);
    const storing = storeSettings({ app, fields: named("s3.accessKeyId"), drafts, vault: keychain });
    await expect.poll(() => dialogs.get().length).toBe(1);
    dialogs.get()[0]?.answer("confirm");
    expect(await storing).toBe(true);
    expect(await stored()).toEqual(["s3.accessKeyId"]);
  });
});
