import { Icon } from "../../components/icon.tsx";
import { StatusItem } from "../../components/status-item.tsx";
import { counted } from "../../format/number.ts";
import { useApp, useLive } from "../../workbench/app-context.tsx";
import type { View } from "../../workbench/view.ts";
import { countProblems } from "./problems.ts";
import { ProblemsPanel } from "./problems-panel.tsx";

export const problemsView: View = {
  id: "problems",
  panels: [
    {
      id: "problems",
      title: "Problems",
      Component: ProblemsPanel,
      badge: (live) => {
        const { errors, warnings } = countProblems(live);
        return errors + warnings;
      },
    },
  ],
  Status: ProblemsStatus,
  commands: (app) => [
    {
      id: "problems.show",
      title: "Show problems",
      icon: "warning",
      keys: "mod+shift+m",
      run: () => app.layout.update((known) => ({ ...known, panel: "problems", panelVisible: true })),
    },
  ],
  menus: () => [
    { menu: "view", group: "6_panels", command: "problems.show", title: "&Problems" },
    { menu: "status-bar", group: "2_show", command: "problems.show" },
  ],
};

function ProblemsStatus() {
  const { commands } = useApp();
  const errors = useLive((live) => countProblems(live).errors);
  const warnings = useLive((live) => countProblems(live).warnings);
  return (
    <StatusItem
      title={`${counted(errors, "error")}, ${counted(warnings, "warning")}. Show problems`}
      onClick={() => commands.execute("problems.show")}
    >
      <Icon name="error" />
      {errors}
      <Icon name="warning" />
      {warnings}
    </StatusItem>
  );
}
