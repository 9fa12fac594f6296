import type { View } from "../../workbench/view.ts";
import { demoCommands } from "./demo-commands.ts";
import { WelcomeEditor } from "./welcome-editor.tsx";

export const welcomeView: View = {
  id: "welcome",
  editors: [{ kind: "welcome", icon: "layers", title: () => "Welcome", Component: WelcomeEditor }],
  commands: demoCommands,
};
