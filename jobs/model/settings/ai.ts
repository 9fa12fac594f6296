import { pricesProblem } from "../ai-prices.ts";
import type { SettingField, SettingSection } from "./field.ts";

const number = (
  name: string,
  title: string,
  description: string,
  range: { readonly default: string; readonly min: number; readonly max: number; readonly fractions?: boolean },
): SettingField => ({ name, group: "ai", title, description, kind: "number", required: false, ...range });

export const aiSettings: SettingSection = {
  group: {
    id: "ai",
    title: "AI",
    description: "What analyses news and writes briefs: a model, or plain methods on this computer.",
    category: "Jobs",
    credential: false,
    testable: true,
  },
  fields: [
    {
      name: "ai.provider",
      group: "ai",
      title: "Provider",
      description: "What answers. Plain methods quote and count words; they need no key and no network.",
      kind: "enum",
      required: false,
      default: "auto",
      choices: [
        { value: "auto", description: "A model when there is an API key or a model server, else plain methods." },
        { value: "openai", description: "A model at OpenAI, or at a server that speaks its API." },
        { value: "local", description: "Plain methods on this computer. No network." },
      ],
    },
    {
      name: "ai.model",
      group: "ai",
      title: "Model",
      description: "The model that analyses and writes.",
      kind: "text",
      required: false,
      default: "gpt-5.6-luna",
    },
    {
      name: "ai.embeddingModel",
      group: "ai",
      title: "Embedding model",
      description: "The model that places texts near to those like them. A change embeds everything anew.",
      kind: "text",
      required: false,
      default: "text-embedding-3-small",
    },
    {
      name: "ai.baseUrl",
      group: "ai",
      title: "Model server",
      description:
        "Address of a server of your own, such as Ollama or LM Studio. It is sent no API key, and costs nothing on this computer. For one that takes a key see OpenAI or compatible › Base URL.",
      kind: "url",
      required: false,
      placeholder: "For example: http://127.0.0.1:11434/v1",
    },
    number("ai.timeoutSeconds", "Time limit", "Seconds that one answer of a model may take.", {
      ...{ default: "120", min: 1, max: 3_600 },
    }),
    number(
      "ai.dailyBudgetUsd",
      "Daily budget",
      "US dollars a day. AI jobs stop before they pass it, and go on the next day.",
      {
        ...{ default: "1", min: 0, max: 100_000, fractions: true },
      },
    ),
    number("ai.monthlyBudgetUsd", "Monthly budget", "US dollars a calendar month.", {
      ...{ default: "10", min: 0, max: 1_000_000, fractions: true },
    }),
    {
      name: "ai.prices",
      group: "ai",
      title: "Prices",
      description: "JSON with US dollars for a million tokens by model. It goes before the prices that Jobdeck knows.",
      kind: "text",
      required: false,
      placeholder: 'For example: {"my-model": {"input": 0.5, "output": 2}}',
      check: pricesProblem,
    },
    {
      name: "ai.logRequests",
      group: "ai",
      title: "Log requests",
      description: "Write requests to models and their answers into the run's log, without keys.",
      kind: "boolean",
      env: "LOG_OPENAI",
      required: false,
      default: "false",
    },
    number("ai.embedLimit", "Items embedded a run", "At most so many in one run of embed-news.", {
      ...{ default: "20", min: 1, max: 1_000 },
    }),
    number("ai.analyzeLimit", "Items analysed a run", "At most so many in one run of analyze-news.", {
      ...{ default: "10", min: 1, max: 1_000 },
    }),
    number(
      "ai.storyLimit",
      "Stories a run",
      "At most so many in one run of the jobs that work on stories or insights.",
      {
        ...{ default: "20", min: 1, max: 1_000 },
      },
    ),
    number("ai.maxTries", "Tries", "Runs in which an item is tried before it is left alone.", {
      ...{ default: "3", min: 1, max: 20 },
    }),
    number("ai.briefStories", "Stories in a brief", "The most important ones; the rest is listed below them.", {
      ...{ default: "8", min: 1, max: 40 },
    }),
  ],
};
