import { aiInForce, describeAi } from "../services/ai/choose-ai.ts";
import { findServers } from "../services/ai/find-servers.ts";

/** Answers the calls about what answers AI tasks. */
export function aiHandlers(settings: Parameters<typeof aiInForce>[0]) {
  return {
    status: async () => {
      const choice = await aiInForce(settings);
      return { kind: choice.kind, description: describeAi(choice) };
    },
    detect: async () => (await findServers()).map((server) => ({ ...server, models: [...server.models] })),
  };
}
