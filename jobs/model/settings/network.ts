import type { SettingSection } from "./field.ts";

export const networkSettings: SettingSection = {
  group: {
    id: "network",
    title: "Network",
    description: "What feeds and pages from outside may reach.",
    category: "Jobs",
    credential: false,
    testable: false,
  },
  fields: [
    {
      name: "network.allowedHosts",
      group: "network",
      title: "Allowed hosts",
      description:
        "Hosts of this computer or of your own networks that feeds and pages may be fetched from, as host or host:port, separated by commas.",
      kind: "text",
      env: "JOBDECK_ALLOWED_HOSTS",
      required: false,
      placeholder: "For example: nas.local, 127.0.0.1:8080",
    },
  ],
};
