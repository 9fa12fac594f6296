import { readdirSync, readFileSync } from "node:fs";

/** A clock tick of /proc on every Linux that Node runs on, in milliseconds. */
const tickMs = 10;

/** A process with all that it has started, by id. */
export function tree(root: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : undefined;
    if (stat !== undefined) parents.set(Number(name), Number(stat[1]));
  }
  const found = [root];
  for (const id of found) for (const [child, parent] of parents) if (parent === id) found.push(child);
  return found;
}

/** Proportional set size in MB: what is shared is counted in parts, so that a tree can be added up. */
export function pssMb(ids: readonly number[]): number {
  const kilobytes = ids.map((id) => Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${id}/smaps_rollup`) ?? "")?.[1] ?? 0));
  return kilobytes.reduce((sum, size) => sum + size, 0) / 1_024;
}

/** Processor time of these, in milliseconds. */
export function cpuMs(ids: readonly number[]): number {
  const ticks = ids.map((id) => {
    const stat = statOf(id);
    return stat === undefined ? 0 : Number(stat[11]) + Number(stat[12]);
  });
  return ticks.reduce((sum, count) => sum + count, 0) * tickMs;
}

/** The fields of /proc/ID/stat after the name, which may hold anything: state, parent, … */
function statOf(id: number): readonly string[] | undefined {
  const text = read(`/proc/${id}/stat`);
  return text?.slice(text.lastIndexOf(")") + 2).split(" ");
}

/** Undefined when the process has ended meanwhile. */
function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
