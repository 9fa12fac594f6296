import type { SettingSection } from "./field.ts";

export const openaiSettings: SettingSection = {
  group: {
    id: "openai",
    title: "OpenAI",
    description: "Models, and the vector store that is written, at OpenAI or at a server that speaks its API.",
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
      placeholder: "sk-...",
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
    {
      name: "openai.baseUrl",
      group: "openai",
      title: "Base URL",
      description:
        "Only for another server that speaks OpenAI's API and takes a key. For one without a key see AI › Model server.",
      kind: "url",
      env: "OPENAI_BASE_URL",
      required: false,
      placeholder: "https://api.openai.com/v1",
    },
  ],
};
