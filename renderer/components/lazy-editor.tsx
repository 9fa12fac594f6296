import { type ComponentType, lazy, Suspense } from "react";
import { Loading } from "./notes.tsx";

type EditorProps = { readonly id: string };

/**
 * An editor that is loaded when it is first shown, so that the window does not wait for it when it opens.
 *
 * @param what for "Loading the brief…"
 */
export function lazyEditor(load: () => Promise<ComponentType<EditorProps>>, what: string): ComponentType<EditorProps> {
  const Editor = lazy(async () => ({ default: await load() }));
  return function LazyEditor(props: EditorProps) {
    return (
      <Suspense fallback={<Loading what={what} />}>
        <Editor {...props} />
      </Suspense>
    );
  };
}
