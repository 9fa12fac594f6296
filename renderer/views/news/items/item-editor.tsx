import { useEffect } from "react";
import { useApp } from "../../../workbench/app-context.tsx";
import { ItemPane } from "./item-pane.tsx";
import { markRead } from "./items-state.ts";
import "./items.css";

/** An item in a tab of its own. */
export function ItemEditor({ id }: { readonly id: string }) {
  const app = useApp();
  const itemId = Number(id);
  useEffect(() => markRead(app, itemId), [app, itemId]);
  return <ItemPane itemId={itemId} placeKey={`news-item:${id}`} />;
}
