import { lazyEditor } from "../../components/lazy-editor.tsx";
import type { View } from "../../workbench/view.ts";
import { docTitle } from "./documents.ts";

const DocEditor = lazyEditor(async () => (await import("./doc-editor.tsx")).DocEditor, "the documentation");

export const docsView: View = {
  id: "docs",
  editors: [{ kind: "doc", icon: "book", title: ({ id }) => docTitle(id), Component: DocEditor }],
  commands: (app) => [
    { id: "docs.open", title: "Documentation", icon: "book", run: () => app.open({ kind: "doc", id: "" }) },
  ],
  menus: () => [{ menu: "help", group: "2_keys", command: "docs.open", title: "D&ocumentation" }],
};
