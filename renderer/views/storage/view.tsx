import type { View } from "../../workbench/view.ts";
import { StorageEditor } from "./storage-editor.tsx";

export const storageView: View = {
  id: "storage",
  editors: [{ kind: "storage", icon: "database", title: () => "Storage", Component: StorageEditor }],
  commands: (app) => [
    {
      id: "storage.show",
      title: "Show storage",
      icon: "database",
      run: () => app.open({ kind: "storage", id: "" }),
    },
  ],
  menus: () => [{ menu: "view", group: "4_views", command: "storage.show", title: "&Storage" }],
};
