/** The settings that everything about sources is handed. */
export const sourceSettings = ["network.allowedHosts", "news.fullText"];
