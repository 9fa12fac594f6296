import { Blank } from "../../../renderer/components/notes.tsx";
import { useApp, useLive } from "../../../renderer/workbench/app-context.tsx";
import type { View } from "../../../renderer/workbench/view.ts";

const show = "failing.show";

/** The jobs that fail now: a list in the side bar, an editor, a command with keys, and its places in menus. */
export const failingView: View = {
  id: "failing",
  activity: { title: "Failing", icon: "flame", SideBar: FailingList, actions: [show] },
  editors: [{ kind: "failing", icon: "flame", title: () => "Failing jobs", Component: FailingList }],
  commands: (app) => [
    { id: show, title: "Show failing jobs", keys: "mod+k f", run: () => app.open({ kind: "failing", id: "" }) },
  ],
  menus: () => [
    { menu: "view", group: "4_views", command: show, title: "&Failing jobs" },
    { menu: "job", group: "1_open", command: show, noSubject: true },
  ],
  settings: ["notifications"],
};

function FailingList() {
  const { open } = useApp();
  const jobs = useLive((live) => live.jobs).filter(({ health }) => health === "failing");
  if (jobs.length === 0) return <Blank icon="pass" title="No job fails" />;
  return jobs.map(({ taskId, title }) => (
    <button key={taskId} type="button" className="link" onClick={() => open({ kind: "job", id: taskId })}>
      {title}
    </button>
  ));
}
