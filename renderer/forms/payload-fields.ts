/** What a field of a payload is written with. `json` is for whatever a form cannot ask simply. */
export type FieldKind = "text" | "number" | "check" | "choice" | "lines" | "json";

export type PayloadField = {
  readonly name: string;
  /** "okExitCodes" is "Ok exit codes". */
  readonly title: string;
  readonly description: string;
  readonly required: boolean;
  readonly kind: FieldKind;
  /** What counts when it is left out. */
  readonly fallback: unknown;
  /** For `choice`. */
  readonly choices: readonly unknown[];
  /** For `number`: no fractions. For `lines`: each is a whole number. */
  readonly whole: boolean;
  /** For `lines`: each line is a number, not text. */
  readonly numeric: boolean;
};

type Schema = Readonly<Record<string, unknown>>;

/**
 * The fields of a form for a JSON Schema: none for a task that takes nothing; null when its payload is no object with named
 * properties, and can only be written as JSON. The schema decides nothing here: what is sent is judged by the task's own.
 */
export function payloadFields(schema: unknown): readonly PayloadField[] | null {
  const root = resolved(schema, schema);
  const { properties, required, additionalProperties: others = false } = root;
  if (root.type !== "object" || !isSchema(properties)) return null;
  if (others !== false && Object.keys(properties).length === 0) return null;
  const wanted: readonly unknown[] = Array.isArray(required) ? required : [];
  return Object.entries(properties).map(([name, of]) => fieldOf(name, resolved(of, schema), wanted.includes(name)));
}

function fieldOf(name: string, schema: Schema, required: boolean): PayloadField {
  const kind = kindOf(schema);
  const item = isSchema(schema.items) ? schema.items : {};
  return {
    name,
    title: typeof schema.title === "string" ? schema.title : titleOf(name),
    description: typeof schema.description === "string" ? schema.description : "",
    required: required && schema.default === undefined,
    kind,
    fallback: schema.default,
    choices: kind === "choice" ? choicesOf(schema) : [],
    whole: (kind === "lines" ? item.type : schema.type) === "integer",
    numeric: item.type === "integer" || item.type === "number",
  };
}

function kindOf(schema: Schema): FieldKind {
  if (choicesOf(schema).length > 0) return "choice";
  switch (schema.type) {
    case "string":
      return "text";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "check";
    case "array":
      return isSchema(schema.items) && ["string", "integer", "number"].includes(String(schema.items.type))
        ? "lines"
        : "json";
    default:
      return "json";
  }
}

function choicesOf({ enum: values, const: only, anyOf }: Schema): readonly unknown[] {
  if (Array.isArray(values)) return values;
  if (only !== undefined) return [only];
  if (!Array.isArray(anyOf)) return [];
  const constants = anyOf.map((each) => (isSchema(each) ? each.const : undefined));
  return constants.includes(undefined) ? [] : constants;
}

/** Follows references within the schema; one that leads round in circles ends. */
function resolved(schema: unknown, root: unknown): Schema {
  let current = schema;
  for (let step = 0; step < 20; step++) {
    if (!isSchema(current)) return {};
    if (typeof current.$ref !== "string") return current;
    current = at(root, current.$ref);
  }
  return {};
}

function at(root: unknown, reference: string): unknown {
  if (!reference.startsWith("#")) return undefined;
  const names = reference.slice(1).split("/").filter(Boolean);
  return names.reduce<unknown>(
    (known, name) => (isSchema(known) && Object.hasOwn(known, name) ? known[name] : undefined),
    root,
  );
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function titleOf(name: string): string {
  const words = name
    .replace(/[_-]+/g, " ")
    .replace(/([a-z0-9])([A-Z])/g, (_all, end: string, begin: string) => `${end} ${begin.toLowerCase()}`)
    .trim();
  return words === "" ? name : words.charAt(0).toUpperCase() + words.slice(1);
}
