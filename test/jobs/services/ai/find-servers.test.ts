import { LLMock } from "@copilotkit/aimock";
import { describe, expect, it, onTestFinished } from "vitest";
import { aiCheck } from "../../../../jobs/services/ai/ai-check.ts";
import { findServers } from "../../../../jobs/services/ai/find-servers.ts";
import { testAi } from "../../../../jobs/services/ai/test-ai.ts";
import {
  chatReply,
  errorReply,
  type ModelCall,
  type ModelReply,
  startModelServer,
} from "../../../support/model-server.ts";

const signal = new AbortController().signal;

async function serverOn(reply: (call: ModelCall) => ModelReply) {
  const server = await startModelServer(reply);
  onTestFinished(server.close);
  return { ...server, port: Number(new URL(server.url).port) };
}

const settingsOf = (values: Readonly<Record<string, string>>) => ({ values: async () => values });

describe("servers of models on this computer", () => {
  it("are found with their models, and asked nothing but that", async () => {
    const server = await serverOn(() => ({
      json: { object: "list", data: [{ id: "llama3.2" }, { id: "nomic-embed-text" }] },
    }));
    expect(await findServers([{ name: "Ollama", port: server.port }])).toEqual([
      { name: "Ollama", baseUrl: server.url, models: ["llama3.2", "nomic-embed-text"] },
    ]);
    expect(server.calls.map(({ path }) => path)).toEqual(["/models"]);
  });

  it("are found when aimock plays one", async () => {
    const mock = new LLMock({ port: 0 });
    await mock.start();
    onTestFinished(async () => void (await mock.stop()));
    const [found] = await findServers([{ name: "LM Studio", port: Number(new URL(mock.url).port) }]);
    expect(found?.name).toBe("LM Studio");
  });

  it.each([
    ["a page", { text: "<html>Tomcat</html>" }],
    ["a refusal", errorReply(403, null)],
    ["a redirect", { status: 302, headers: { location: "http://127.0.0.1:1/" }, json: {} }],
    ["models of another shape", { json: { data: [{ id: 7 }] } }],
    ["a megabyte of models", { json: { data: Array.from({ length: 60_000 }, () => ({ id: "x".repeat(30) })) } }],
  ])("are not what answers with %s", async (_what, reply) => {
    const { port } = await serverOn(() => reply as ModelReply);
    expect(await findServers([{ name: "llama.cpp", port }])).toEqual([]);
  });

  it("are none where nobody listens", async () => {
    const { port, close } = await startModelServer(() => ({ json: {} })).then((server) => ({
      port: Number(new URL(server.url).port),
      close: server.close,
    }));
    await close();
    expect(await findServers([{ name: "Ollama", port }])).toEqual([]);
  });

  it("answer by chat completions, without any key of the user's, when they are chosen", async () => {
    const server = await serverOn(({ path }) =>
      path === "/responses"
        ? { status: 404, text: "404 page not found" }
        : path === "/embeddings"
          ? {
              json: {
                data: [{ index: 0, embedding: Array.from({ length: 768 }, () => 0.1) }],
                usage: { prompt_tokens: 1 },
              },
            }
          : chatReply('{"hello": true}'),
    );
    const settings = settingsOf({ "ai.baseUrl": server.url, "ai.model": "llama3.2", "openai.apiKey": "sk-secret" });
    expect(await testAi(settings, signal)).toMatch(/^Connected: llama3\.2 at http:\/\/127\.0\.0\.1/);
    expect(server.calls.map(({ path }) => path)).toEqual(["/responses", "/chat/completions", "/embeddings"]);
    expect(server.calls.every(({ authorization }) => authorization === "Bearer none")).toBe(true);
  });
});

describe("the test of what answers", () => {
  it("names the model that is not there", async () => {
    const server = await serverOn(() => errorReply(404, "model_not_found"));
    const settings = settingsOf({ "openai.apiKey": "sk", "openai.baseUrl": server.url });
    await expect(testAi(settings, signal)).rejects.toThrow(/has no model "gpt-5\.6-luna".*ai\.model/);
  });

  it("says what plain methods are, and what is missing for a model", async () => {
    expect(await testAi(settingsOf({}), signal)).toMatch(/local, extractive/);
    await expect(testAi(settingsOf({ "ai.provider": "openai" }), signal)).rejects.toThrow(/openai\.apiKey is not set/);
  });
});

describe("the doctor", () => {
  it("says which provider is in force, and warns when its key is missing", async () => {
    expect(await aiCheck(settingsOf({}))).toMatchObject({
      id: "ai",
      status: "ok",
      message: expect.stringMatching(/local, extractive/),
    });
    expect(await aiCheck(settingsOf({ "ai.provider": "openai" }))).toMatchObject({
      status: "warning",
      remedy: expect.stringMatching(/OPENAI_API_KEY/),
    });
  });
});
