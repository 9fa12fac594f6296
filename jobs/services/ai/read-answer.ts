import { z } from "zod";
import type { ModelAnswer, Question } from "./ai.ts";

export type Reading<T> =
  | { readonly fits: true; readonly value: T }
  | {
      readonly fits: false;
      /** In words for people, and for the model when it is asked again. */
      readonly problem: string;
      /** It makes sense to ask again. */
      readonly askAgain: boolean;
      /** It has the right shape, but says what does not hold. */
      readonly value?: T;
    };

/** What a model's answer is worth. Pure. */
export function readAnswer<T>({ schema, problem }: Question<T>, { ending, text }: ModelAnswer): Reading<T> {
  if (ending === "refused") return unfit(`The model refused: ${text.slice(0, 300) || "it gave no reason"}`, false);
  if (ending === "cut") return unfit("The answer was cut off because it was too long. Answer more briefly.");
  if (text.trim() === "") return unfit("The answer was empty.");
  const json = parseJson(text);
  if (json === undefined) return unfit("The answer is not JSON. Answer with JSON of the given shape and nothing else.");
  const parsed = schema.safeParse(json.value);
  if (!parsed.success) return unfit(`The answer does not have the given shape: ${issuesOf(parsed.error)}`);
  const wrong = problem?.(parsed.data);
  return wrong === undefined ? { fits: true, value: parsed.data } : { ...unfit(shortened(wrong)), value: parsed.data };
}

function unfit(problem: string, askAgain = true): { fits: false; problem: string; askAgain: boolean } {
  return { fits: false, problem, askAgain };
}

/** Some models put JSON into a fence of Markdown although they were told not to. */
function parseJson(text: string): { readonly value: unknown } | undefined {
  const inner = /^\s*```(?:json)?\s*\n([\s\S]*?)\n?```\s*$/.exec(text)?.[1] ?? text;
  try {
    return { value: JSON.parse(inner) as unknown };
  } catch {
    return undefined;
  }
}

/** Where and what, but nothing that the model wrote: this goes back to it as part of our own words. */
function issuesOf({ issues }: z.ZodError): string {
  const told = issues.map(({ path, code, message }) => {
    const where = path.map((part) => (typeof part === "number" ? part + 1 : part)).join(" ") || "the answer";
    return `${String(where)}: ${code === "unrecognized_keys" ? "has keys that are not in the shape" : message}`;
  });
  return shortened(told.join("; "));
}

function shortened(text: string): string {
  return text.replace(/\s+/g, " ").slice(0, 600);
}

/** Keywords that strict structured output refuses; zod checks them all the same. */
const unknownToModels = ["$schema", "minLength", "maxLength", "minItems", "maxItems", "pattern", "format", "default"];

/** The schema of a question as the API wants it. */
export function jsonSchemaOf(schema: z.ZodType): Readonly<Record<string, unknown>> {
  const json = z.toJSONSchema(schema, {
    override: ({ jsonSchema }) => {
      for (const keyword of unknownToModels) Reflect.deleteProperty(jsonSchema, keyword);
    },
  });
  const { $schema: _, ...rest } = json;
  return rest;
}
