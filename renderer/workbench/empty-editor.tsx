import { Icon } from "../components/icon.tsx";
import { useApp } from "./app-context.tsx";

const shown = [
  "workbench.showCommands",
  "workbench.quickOpen",
  "jobs.show",
  "runs.show",
  "workbench.togglePanel",
  "settings.open",
];

/** What is seen while no editor is open: where to go, and the keys that go there. */
export function EmptyEditor() {
  const { commands } = useApp();
  return (
    <div className="empty-editor">
      <Icon name="layers" className="empty-editor-mark" />
      <ul>
        {shown.map((id) => (
          <li key={id}>
            <button type="button" className="link" onClick={() => commands.execute(id)}>
              {commands.get(id)?.title}
            </button>
            <kbd>{commands.keys(id)}</kbd>
          </li>
        ))}
      </ul>
    </div>
  );
}
