import type { View } from "../../workbench/view.ts";
import { demoCommands } from "./demo-commands.ts";
import { WelcomeEditor } from "./welcome-editor.tsx";

export const welcomeView: View = {
  id: "welcome",
  editors: [{ kind: "welcome", icon: "layers", title: () => "Welcome", Component: WelcomeEditor }],
  commands: demoCommands,
  menus: () => [
    { menu: "help", group: "1_welcome", command: "welcome.show", title: "&Welcome" },
    { menu: "help", group: "1_welcome", command: "demo.start", title: "Try the &demo workspace", hideDisabled: true },
    { menu: "help", group: "1_welcome", command: "demo.remove", title: "Remove &demo…", hideDisabled: true },
  ],
};
