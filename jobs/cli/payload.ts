import { JobdeckError } from "../model/errors.ts";

/**
 * The payload out of what was typed: one JSON object, or `--field value` pairs. A value is JSON when it can be read as such,
 * else text; a field without a value is true; `--dry-run` is `dryRun`.
 *
 * @throws JobdeckError BAD_INPUT
 */
export function parsePayload(words: readonly string[]): unknown {
  const [first] = words;
  if (first !== undefined && !first.startsWith("--")) {
    if (words.length > 1)
      throw new JobdeckError(
        "BAD_INPUT",
        `"${words[1]}" cannot be understood. Give one JSON object, or --field value pairs.`,
      );
    return parseObject(first);
  }
  const payload: Record<string, unknown> = {};
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    if (!/^--[A-Za-z]/.test(word))
      throw new JobdeckError("BAD_INPUT", `"${word}" cannot be understood. Fields are given as --field value.`);
    const [name = "", inline] = splitOnce(word.slice(2), "=");
    const following = words[index + 1];
    const takesNext = inline === undefined && following !== undefined && !following.startsWith("--");
    if (takesNext) index += 1;
    payload[camelCase(name)] = readValue(inline ?? (takesNext ? following : "true"));
  }
  return payload;
}

function parseObject(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    throw new JobdeckError(
      "BAD_INPUT",
      `The payload ${text} is not JSON: ${(error as Error).message}. Example: '{"dryRun":true}'`,
    );
  }
  throw new JobdeckError("BAD_INPUT", `The payload ${text} is no JSON object. Example: '{"dryRun":true}'`);
}

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function readValue(text: string | undefined): unknown {
  try {
    const value = JSON.parse(text ?? "") as unknown;
    // An id of twenty digits would become another one, and 1e999 none at all.
    const isKept = typeof value !== "number" || (Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER);
    return isKept ? value : text;
  } catch {
    // Text that is no JSON is meant as text.
    return text;
  }
}

function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
