import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { TimerSource } from "../../interchange/systemd.ts";
import type { UnitText } from "../../interchange/systemd-unit.ts";
import { JobdeckError, messageOf } from "../../model/errors.ts";

/** A file's text; undefined when it cannot be read. */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // What is not there, or not ours to read, is told where the unit is.
    return undefined;
  }
}

/** The timers that these files and folders hold, with their drop-ins. @throws JobdeckError NOT_FOUND */
export function findTimers(paths: readonly string[], isSystem: (folder: string) => boolean): readonly TimerSource[] {
  const files = paths.flatMap((given) => {
    const file = path.resolve(given);
    try {
      if (!statSync(file).isDirectory()) return [file];
      const names = readdirSync(file).filter((name) => name.endsWith(".timer"));
      return names.sort().map((name) => path.join(file, name));
    } catch (error) {
      throw new JobdeckError("NOT_FOUND", `${given} cannot be read: ${messageOf(error)}`, { cause: error });
    }
  });
  return files.map((file) => {
    const folder = path.dirname(file);
    const name = path.basename(file);
    if (!name.endsWith(".timer"))
      throw new JobdeckError("BAD_INPUT", `${file} is no timer. Name files that end in .timer, or a folder of them.`);
    return { name, texts: unitTexts(folder, name), system: isSystem(folder) };
  });
}

/** A unit and its drop-ins in a folder; of `copy@one.service`, else of `copy@.service`. Empty when there is none. */
export function unitTexts(folder: string, name: string): readonly UnitText[] {
  const template = name.replace(/@.+(\.[a-z]+)$/, "@$1");
  const names = template === name ? [name] : [name, template];
  const found = names.map((one) => path.join(folder, one)).find((file) => readText(file) !== undefined);
  if (found === undefined) return [];
  // The more exact the name of a folder is, the more its drop-ins count.
  const dropIns = new Map<string, string>();
  for (const one of names.toReversed())
    for (const file of confFiles(path.join(folder, `${one}.d`))) dropIns.set(path.basename(file), file);
  const sorted = [...dropIns].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
  return [found, ...sorted].map((file) => ({ file, text: readText(file) ?? "" }));
}

function confFiles(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith(".conf"));
    return names.map((name) => path.join(folder, name));
  } catch {
    // Most units have no drop-ins.
    return [];
  }
}
