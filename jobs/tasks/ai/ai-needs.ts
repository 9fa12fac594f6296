import { aiSecretNames, aiSettingNames } from "../../services/ai/choose-ai.ts";

/** What every AI task is handed, and can do without: then plain methods answer. */
export const aiNeeds = {
  secrets: aiSecretNames,
  optional: aiSecretNames,
  settings: [...aiSettingNames, "ai.embedLimit", "ai.analyzeLimit", "ai.storyLimit", "ai.maxTries", "ai.briefStories"],
};
