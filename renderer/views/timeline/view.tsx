import type { View } from "../../workbench/view.ts";
import { TimelineEditor } from "./timeline-editor.tsx";

export const timelineView: View = {
  id: "timeline",
  launcher: { title: "Timeline", icon: "graph-line", command: "timeline.show" },
  editors: [{ kind: "timeline", icon: "graph-line", title: () => "Timeline", Component: TimelineEditor }],
  commands: (app) => [
    {
      id: "timeline.show",
      title: "Show timeline",
      icon: "graph-line",
      run: () => app.open({ kind: "timeline", id: "" }),
    },
  ],
  menus: () => [
    { menu: "view", group: "4_views", command: "timeline.show", title: "&Timeline" },
    { menu: "activity-bar", group: "1_views", command: "timeline.show", title: "Timeline" },
  ],
};
