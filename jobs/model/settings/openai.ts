import type { SettingSection } from "./field.ts";

export const openaiSettings: SettingSection = {
  group: {
    id: "openai",
    title: "OpenAI or compatible",
    description:
      "For AI jobs and the S3 sync: OpenAI, or another server that speaks its API, with its address and a key. A server without a key, such as Ollama or LM Studio, is set under AI › Model server.",
    category: "Credentials",
    credential: true,
    testable: true,
  },
  fields: [
    {
      name: "openai.apiKey",
      group: "openai",
      title: "API key",
      description: "A key that may use models; for the S3 sync, files and vector stores, too.",
      kind: "secret",
      env: "OPENAI_API_KEY",
      required: true,
      placeholder: "For example: sk-…",
    },
    {
      name: "openai.baseUrl",
      group: "openai",
      title: "Base URL",
      description: "Address of a compatible server that takes a key; it often ends in /v1. Empty: OpenAI itself.",
      kind: "url",
      env: "OPENAI_BASE_URL",
      required: false,
      placeholder: "For example: https://llm.example.org/v1",
    },
    {
      name: "openai.vectorStoreName",
      group: "openai",
      title: "Vector store",
      description: "Name of the vector store that the S3 sync writes; it is made when there is none.",
      kind: "text",
      env: "OPENAI_VECTOR_STORE_NAME",
      required: true,
      neededBy: "the S3 sync",
      placeholder: "For example: notes",
    },
  ],
};
