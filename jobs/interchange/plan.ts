import { createHash } from "node:crypto";
import type { PolicyChange } from "../model/schedule.ts";

/** What the task "command" is given. Its own schema, in the task, judges it again. */
export type CommandWish = {
  readonly argv?: readonly string[];
  readonly shell?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly okExitCodes?: readonly number[];
  readonly timeoutMs?: number;
};

/** One schedule that an import would make. */
export type PlanEntry = {
  /** Where it comes from; null where there is only one source. */
  readonly file: string | null;
  readonly line: number;
  readonly title: string;
  /** The title is only shown here; the schedule gets none. */
  readonly untitled?: true;
  /** As the user would type it. */
  readonly when: string;
  readonly zone: string;
  readonly taskId: string;
  readonly payload: unknown;
  readonly policies: PolicyChange;
  /** The same for the same line, so that taking it over twice makes one schedule. */
  readonly importKey: string;
  /** The id of the schedule that it is a copy of, which it must not double. */
  readonly sourceId?: string;
  /** What will be different, or is worth knowing. */
  readonly notes: readonly string[];
};

/** A line, or a unit, that stays behind. */
export type NotTaken = {
  readonly file: string | null;
  readonly line: number;
  readonly text: string;
  readonly reason: string;
};

export type ImportPlan = {
  readonly entries: readonly PlanEntry[];
  readonly notTaken: readonly NotTaken[];
  /** What is different for all of them. */
  readonly remarks?: readonly string[];
};

/** Who imports, and where: what a schedule elsewhere takes from its surroundings. */
export type ImportFacts = {
  readonly user: string;
  readonly home: string;
  /** IANA name; for times that name no zone. */
  readonly zone: string;
};

/** What is shown of a line that stays behind. */
export function shortened(text: string, most = 120): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these would act on the terminal that shows the line
  const plain = text.replace(/[\u0000-\u001f\u007f-\u009f]/g, "\u00b7");
  return plain.length <= most ? plain : `${cutWhole(plain, most - 1)}…`;
}

/** A cut must not leave half of a character. */
function cutWhole(text: string, at: number): string {
  return text.slice(0, /[\ud800-\udbff]/.test(text.charAt(at - 1)) ? at - 1 : at);
}

/** Keys of one import: of the same parts, the second one gets another key than the first, in order. */
export function createImportKeys(kind: string): (...parts: readonly string[]) => string {
  const seen = new Map<string, number>();
  return (...parts) => {
    const hash = createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return count === 1 ? `${kind}:${hash}` : `${kind}:${hash}:${count}`;
  };
}

/** A number in [0, range) that is always the same for a text. */
export function fixedPick(text: string, range: number): number {
  return createHash("sha256").update(text).digest().readUInt32BE(0) % range;
}

/** What a program's variables are called when they hold what nobody else should see. */
const secretName = /(PASSW|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|CREDENTIAL|PRIVATE)/i;

/** Said of variables that look like secrets: a payload is kept as plain text. */
export function secretNotes(env: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(env)
    .filter(([name, value]) => value !== "" && secretName.test(name))
    .map(
      ([name]) =>
        `${name} looks like a secret and would be kept as plain text. Better: \`jobdeck secrets set custom.NAME\`, and {"secret":"custom.NAME"} as its value.`,
    );
}
