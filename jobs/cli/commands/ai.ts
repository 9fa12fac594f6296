import type { Command } from "commander";
import { type AiServer, settingsOfServer } from "../../model/ai-servers.ts";
import { JobdeckError } from "../../model/errors.ts";
import type { CliContext } from "../context.ts";

/** What answers AI tasks, and the servers of models on this computer that could. */
export function addAi(program: Command, { output, withHost }: CliContext): void {
  const ai = program
    .command("ai")
    .description("what analyses news and writes briefs, and model servers on this computer");

  ai.command("status")
    .description("which provider is in force; asks nobody")
    .action(() =>
      withHost(async ({ client }) => {
        const status = await client.ai.status({});
        output.json(status);
        output.line(status.description);
      }),
    );

  ai.command("detect")
    .description("look for Ollama, LM Studio and llama.cpp on their usual ports of this computer")
    .action(() =>
      withHost(async ({ client }) => {
        const servers = await client.ai.detect({});
        output.json(servers);
        if (servers.length === 0) output.line("No model server answers on this computer.");
        for (const { name, baseUrl, models } of servers) {
          output.line(`${name}  ${baseUrl}`);
          for (const model of models) output.line(`  ${model}`);
        }
      }),
    );

  ai.command("use <server>")
    .description("let a model server of this computer answer from now on: ollama, lm-studio, llama.cpp")
    .option("--model <model>", "the model that analyses and writes; default: the first it has")
    .option("--embedding-model <model>", "the model for embeddings; default: the first that is one")
    .action((name: string, wish: ModelWish) =>
      withHost(async ({ client }) => {
        const values = settingsOfServer(serverCalled(name, await client.ai.detect({})), wish);
        for (const [setting, value] of Object.entries(values)) await client.settings.set({ name: setting, value });
        const { description } = await client.ai.status({});
        output.json(values);
        output.line(description);
      }),
    );
}

type ModelWish = { readonly model?: string; readonly embeddingModel?: string };

function serverCalled(name: string, servers: readonly AiServer[]): AiServer {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, "");
  const server = servers.find((candidate) => plain(candidate.name) === plain(name));
  if (server) return server;
  const found = servers.map((candidate) => candidate.name).join(", ") || "none";
  throw new JobdeckError("NOT_FOUND", `There is no "${name}" on this computer. Found: ${found}.`);
}
