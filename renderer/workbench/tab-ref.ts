/** A tab: the same editor may be open in several groups. */
export type TabRef = { readonly group: number; readonly key: string };

/** A tab as the subject of a command: "2/job:news". */
export function tabText({ group, key }: TabRef): string {
  return `${group}/${key}`;
}

/** The inverse of `tabText`; undefined for any other text. */
export function parseTab(text: string): TabRef | undefined {
  const [, group, key] = /^(\d{1,9})\/(.+)$/s.exec(text) ?? [];
  return group === undefined || key === undefined ? undefined : { group: Number(group), key };
}
