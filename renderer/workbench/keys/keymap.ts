import { type Context, holds, type When, whenText } from "./when.ts";

/** Keys that run a command. */
export type Binding = {
  /** As `parseKeys` gives them. */
  readonly strokes: readonly string[];
  /** Empty: the keys do nothing, whatever they did before. */
  readonly command: string;
  /** Null: always. */
  readonly when: When | null;
  /** What the command acts upon. */
  readonly subject?: string;
  readonly source: "default" | "user";
};

/** Takes default bindings of a command away: those with these keys and this condition; null stands for all. */
export type Removal = {
  readonly strokes: readonly string[] | null;
  readonly command: string;
  readonly when: When | null;
};

/** What pressed keys mean: a command, the beginning of more, or nothing. */
export type Resolved =
  | { readonly kind: "run"; readonly binding: Binding }
  | { readonly kind: "more" }
  | { readonly kind: "none" };

/** What was pressed one after the other; each with all the names that it has. */
export type PressedStrokes = readonly (readonly string[])[];

/**
 * The bindings in force: the defaults less those that the user took away, then the user's own. Of several that fit, the
 * last counts.
 */
export function mergeBindings(
  defaults: readonly Binding[],
  user: readonly Binding[],
  removals: readonly Removal[],
): readonly Binding[] {
  const isRemoved = (binding: Binding) =>
    removals.some(
      ({ command, strokes, when }) =>
        command === binding.command &&
        (strokes === null || sameStrokes(strokes, binding.strokes)) &&
        (when === null || (binding.when !== null && whenText(when) === whenText(binding.when))),
    );
  return [...defaults.filter((binding) => !isRemoved(binding)), ...user];
}

/** What keys mean in a context. */
export function resolveKeys(bindings: readonly Binding[], pressed: PressedStrokes, context: Context): Resolved {
  const binding = bindings.findLast(
    ({ strokes, when }) => begins(strokes, pressed) && (when === null || holds(when, context)),
  );
  if (!binding || binding.command === "") return { kind: "none" };
  return binding.strokes.length > pressed.length ? { kind: "more" } : { kind: "run", binding };
}

function begins(strokes: readonly string[], pressed: PressedStrokes): boolean {
  return pressed.length <= strokes.length && pressed.every((names, index) => names.includes(strokes[index] ?? ""));
}

/** Where the keys of a command are printed: the last binding that nothing covers up everywhere. */
export function bindingOf(bindings: readonly Binding[], command: string): Binding | undefined {
  return bindings.findLast(
    (binding, index) =>
      binding.command === command &&
      binding.subject === undefined &&
      !bindings.slice(index + 1).some((later) => later.when === null && covers(later.strokes, binding.strokes)),
  );
}

/** Bindings that are in the way of new keys: the same keys, or the beginning of one another. */
export function conflictsOf(
  bindings: readonly Binding[],
  strokes: readonly string[],
  command: string,
): readonly Binding[] {
  return bindings.filter(
    (binding) =>
      binding.command !== command &&
      binding.command !== "" &&
      (covers(binding.strokes, strokes) || covers(strokes, binding.strokes)),
  );
}

/** Whether what begins with the first keys is what the second are or begin with. */
function covers(first: readonly string[], second: readonly string[]): boolean {
  return first.length <= second.length && first.every((stroke, index) => stroke === second[index]);
}

export function sameStrokes(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && covers(left, right);
}
