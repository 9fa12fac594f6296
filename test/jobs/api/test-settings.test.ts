import { describe, expect, it, onTestFinished } from "vitest";
import { memoryVault } from "../../support/memory-vault.ts";
import { errorReply, startModelServer } from "../../support/model-server.ts";
import { startTestHost } from "../../support/start-test-host.ts";
import { tempHome } from "../../support/temp-home.ts";

/** A host, and a server that accepts the key "sk-right" alone. */
async function setUp() {
  const server = await startModelServer(({ authorization, path }) => {
    if (authorization !== "Bearer sk-right") return errorReply(401, "invalid_api_key");
    return path === "/models" ? { json: { data: [{ id: "m" }] } } : errorReply(404, null);
  });
  onTestFinished(server.close);
  const home = tempHome();
  const vault = memoryVault({});
  const { client } = await startTestHost({ home, env: {}, vault });
  const group = async () => (await client.settings.list({})).find(({ id }) => id === "openai");
  const enter = (apiKey: string) =>
    client.settings.test({
      group: "openai",
      entered: { "openai.apiKey": apiKey, "openai.baseUrl": server.url },
    });
  return {
    client,
    enter,
    passedAt: async () => (await group())?.passedAt,
    sources: async () => (await group())?.fields.map(({ source }) => source),
  };
}

describe("credentials that are entered to be tested", () => {
  it("are stored once they are accepted, and have passed from then on", async () => {
    const { enter, sources, passedAt } = await setUp();
    expect(await enter("sk-right")).toEqual({ ok: true, message: "The key is accepted: 1 model.", warning: null });
    expect(await sources()).toEqual(["stored", "stored", "none"]);
    expect(await passedAt()).toEqual(expect.any(Number));
  });

  it("are not stored when they are refused, and leave what is stored as it was", async () => {
    const { enter, sources, passedAt, client } = await setUp();
    expect(await enter("sk-wrong")).toMatchObject({ ok: false, message: expect.stringMatching(/not accepted/) });
    expect(await sources()).toEqual(["none", "none", "none"]);
    await enter("sk-right");
    await enter("sk-wrong");
    expect(await client.settings.test({ group: "openai" })).toMatchObject({ ok: true });
    expect(await passedAt()).toEqual(expect.any(Number));
  });

  it.each([
    ["a key", (set: (name: string, value: string) => Promise<unknown>) => set("openai.apiKey", "sk-right")],
    [
      "an address",
      (set: (name: string, value: string) => Promise<unknown>) => set("openai.baseUrl", "http://x.example"),
    ],
  ])("have not passed any more once %s is another", async (_what, change) => {
    const { enter, passedAt, client } = await setUp();
    await enter("sk-right");
    await change((name, value) => client.settings.set({ name, value }));
    expect(await passedAt()).toBeNull();
  });

  it.each([
    ["a setting of another group", { "s3.bucket": "notes" }, /no setting of "openai"/],
    ["what can be no value", { "openai.baseUrl": "ftp" }, /must begin with https/],
  ])("are refused with %s", async (_what, entered, words) => {
    const { client } = await setUp();
    const wish = { group: "openai", entered: entered as Record<string, string> };
    await expect(client.settings.test(wish)).rejects.toMatchObject({
      code: "BAD_INPUT",
      message: expect.stringMatching(words),
    });
  });
});
