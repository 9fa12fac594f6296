/** Rows that are chosen, and the row from which a range is chosen. */
export type Selection = { readonly ids: ReadonlySet<string>; readonly anchor: string | null };

export const noSelection: Selection = { ids: new Set(), anchor: null };

/** Only this row. */
export function selectOne(id: string): Selection {
  return { ids: new Set([id]), anchor: id };
}

/** This row too, or no longer. */
export function toggle({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** All rows from the anchor to this one, in the place of what was chosen. */
export function selectRange({ anchor }: Selection, id: string, order: readonly string[]): Selection {
  const [from, to] = [order.indexOf(anchor ?? id), order.indexOf(id)].sort((left, right) => left - right);
  if (from === undefined || to === undefined || from === -1) return selectOne(id);
  return { ids: new Set(order.slice(from, to + 1)), anchor: anchor ?? id };
}

export function selectAll({ anchor }: Selection, order: readonly string[]): Selection {
  return { ids: new Set(order), anchor: anchor ?? order[0] ?? null };
}

/** What is left of it once some rows are gone. */
export function keepThere(selection: Selection, isThere: (id: string) => boolean): Selection {
  if ([...selection.ids].every(isThere)) return selection;
  return { ...selection, ids: new Set([...selection.ids].filter(isThere)) };
}
