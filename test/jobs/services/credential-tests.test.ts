import { describe, expect, it, onTestFinished } from "vitest";
import { testCredentials } from "../../../jobs/services/credential-tests.ts";
import { errorReply, type ModelReply, startModelServer } from "../../support/model-server.ts";

type Named = Readonly<Record<string, string>>;
type Replies = { readonly models?: ModelReply; readonly model?: ModelReply; readonly stores?: ModelReply };

const listOf = (...ids: readonly string[]): ModelReply => ({
  json: { object: "list", data: ids.map((id) => ({ id })) },
});
const storesOf = (...names: readonly string[]): ModelReply => ({
  json: {
    object: "list",
    data: names.map((name, index) => ({ id: `vs_${index}`, name, status: "completed" })),
    has_more: false,
  },
});
const missing: ModelReply = { status: 404, json: { error: { message: "Unknown path", code: null } } };

/** A server with these answers, and a test of the key "sk" there. */
async function setUp({ models = listOf("m", "n"), model = missing, stores = missing }: Replies) {
  const server = await startModelServer(({ path }) => {
    if (path.startsWith("/vector_stores")) return stores;
    return path === "/models" ? models : model;
  });
  onTestFinished(server.close);
  const settings = (more: Named, environment: readonly string[]) => ({
    values: async () => ({ "openai.apiKey": "sk", "openai.baseUrl": server.url, "ai.model": "m", ...more }),
    fromEnvironment: async () => environment,
  });
  return {
    ...server,
    test: (more: Named = {}, environment: readonly string[] = [], entered: Named = {}) =>
      testCredentials("openai", settings(more, environment), entered),
  };
}

const store = { "openai.vectorStoreName": "notes" };
const accepted = "The key is accepted: 2 models.";

describe("the test of OpenAI's credentials", () => {
  it("asks for the models, and for no vector store where none is named", async () => {
    const { test, calls } = await setUp({});
    expect(await test()).toEqual({ message: accepted, warning: null });
    expect(calls.map(({ path }) => path)).toEqual(["/models", "/models/m"]);
  });

  it.each([
    ["is there", storesOf("notes", "other"), `${accepted} The vector store "notes" is there.`],
    ["is made at the first sync", storesOf("other"), `${accepted} The vector store "notes" is made at the first sync.`],
  ])("says that the vector store %s", async (_what, stores, message) => {
    expect(await (await setUp({ stores })).test(store)).toEqual({ message, warning: null });
  });

  it.each([
    ["has none", missing, /^This server has no vector stores: the S3 sync needs them, analysing news does not\.$/],
    ["has two of the name", storesOf("notes", "notes"), /^2 vector stores are called "notes": vs_0, vs_1\./],
    ["does not let the key use them", errorReply(403, null), /files and vector stores/],
  ])("passes with a warning where the server %s", async (_what, stores, warning) => {
    const found = await (await setUp({ stores })).test(store);
    expect(found).toEqual({ message: accepted, warning: expect.stringMatching(warning) });
  });

  it("takes the vector stores for an answer where a server lists no models", async () => {
    const { test } = await setUp({ models: missing, stores: storesOf("notes") });
    expect((await test(store)).message).toBe('The key is accepted. The vector store "notes" is there.');
  });

  it.each([{}, store])("fails at an address that has neither, and says what to look at", async (values) => {
    const { test, url } = await setUp({ models: missing });
    await expect(test(values)).rejects.toThrow(
      `${url} has no list of models (404). Check the base URL: it often ends in /v1.`,
    );
  });

  it.each([
    ["in the window's words", [], /^http:\/\/127\.0\.0\.1:\d+\S*: The API key is not accepted\. Check the API key\./],
    ["by its variable where it comes from there", ["openai.apiKey"], /Check OPENAI_API_KEY\./],
  ])("names a wrong key %s", async (_what, environment, words) => {
    const { test } = await setUp({ models: errorReply(401, "invalid_api_key") });
    await expect(test({}, environment)).rejects.toThrow(words);
  });

  it("tries what was entered in the place of what is stored", async () => {
    const { test, calls } = await setUp({});
    await test({}, ["openai.apiKey"], { "openai.apiKey": "sk-new" });
    expect(calls[0]?.authorization).toBe("Bearer sk-new");
  });

  it.each([
    ["a page", { text: "<html>Tomcat</html>" }],
    ["another shape", { json: { data: [{ id: 7 }] } }],
    ["nothing", { json: null }],
  ])("fails where %s answers", async (_what, models) => {
    await expect((await setUp({ models: models as ModelReply })).test()).rejects.toThrow(/not with a list of models/);
  });

  it("says when the model in force can be used", async () => {
    const model: ModelReply = { json: { id: "m", object: "model" } };
    expect(await (await setUp({ model })).test()).toEqual({
      message: `${accepted} The model m can be used.`,
      warning: null,
    });
  });

  it("warns of a model that is not there for the key, unless another server is asked for it", async () => {
    const { test } = await setUp({ model: errorReply(404, "model_not_found") });
    expect((await test()).warning).toMatch(/cannot use the model m/);
    expect((await test({ "ai.baseUrl": "http://127.0.0.1:1/v1" })).warning).toBeNull();
  });

  it("wants the key, and not the vector store", async () => {
    await expect((await setUp({})).test({ "openai.apiKey": "" })).rejects.toThrow("Not complete: API key missing.");
  });
});
