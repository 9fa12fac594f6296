import type { View } from "../../workbench/view.ts";
import { demoCommands } from "./demo-commands.ts";
import { WelcomeEditor } from "./welcome-editor.tsx";

export const welcomeView: View = {
  id: "welcome",
  editors: [{ kind: "welcome", icon: "layers", title: () => "Get started", Component: WelcomeEditor }],
  commands: (app) => [
    ...demoCommands(app),
    {
      id: "welcome.import",
      title: "Take over crontab and timers…",
      icon: "clock",
      run: () => {
        app.open({ kind: "welcome", id: "" });
        app.reveal.set({ editor: "welcome:", part: "import" });
      },
    },
  ],
  menus: () => [
    { menu: "help", group: "1_welcome", command: "welcome.show", title: "&Get started" },
    { menu: "help", group: "1_welcome", command: "welcome.import", title: "&Take over crontab and timers…" },
    { menu: "help", group: "1_welcome", command: "demo.start", title: "Try the &demo workspace", hideDisabled: true },
    { menu: "help", group: "1_welcome", command: "demo.remove", title: "Remove &demo…", hideDisabled: true },
  ],
};
