type Entry = { readonly id: string; readonly at: number };

/** A binary min-heap of times by id: earliest first, replaced and removed in O(log n). */
export function createTimeHeap() {
  const entries: Entry[] = [];
  const positions = new Map<string, number>();

  const timeAt = (index: number): number => entries[index]?.at ?? Number.POSITIVE_INFINITY;

  const place = (entry: Entry, index: number) => {
    entries[index] = entry;
    positions.set(entry.id, index);
  };

  const swap = (a: number, b: number) => {
    const first = entries[a];
    const second = entries[b];
    if (!first || !second) return;
    place(first, b);
    place(second, a);
  };

  const up = (start: number) => {
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (timeAt(parent) <= timeAt(index)) return;
      swap(parent, index);
      index = parent;
    }
  };

  const down = (start: number) => {
    let index = start;
    for (;;) {
      const left = 2 * index + 1;
      const smaller = timeAt(left + 1) < timeAt(left) ? left + 1 : left;
      if (timeAt(index) <= timeAt(smaller)) return;
      swap(index, smaller);
      index = smaller;
    }
  };

  const remove = (id: string) => {
    const index = positions.get(id);
    if (index === undefined) return;
    swap(index, entries.length - 1);
    entries.pop();
    positions.delete(id);
    up(index);
    down(index);
  };

  return {
    peek: (): Entry | undefined => entries[0],
    has: (id: string): boolean => positions.has(id),
    set: (id: string, at: number): void => {
      remove(id);
      place({ id, at }, entries.length);
      up(entries.length - 1);
    },
    remove,
  };
}
