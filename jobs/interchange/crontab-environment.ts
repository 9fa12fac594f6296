/*
 * A line `NAME = value` as cron reads it: name and value may be quoted, blanks around the sign and after an unquoted value
 * do not count, nothing is expanded. Anything else is no such line, and cron then tries to read it as a job.
 */

export type Variable = { readonly name: string; readonly value: string };

/** The variable that a line sets; undefined when it sets none. */
export function parseVariable(line: string): Variable | undefined {
  const named = readName(line);
  if (!named) return undefined;
  const equals = /^\s*=\s*/.exec(named.rest);
  if (!equals) return undefined;
  const value = readValue(named.rest.slice(equals[0].length));
  return value === undefined ? undefined : { name: named.name, value };
}

function readName(line: string): { readonly name: string; readonly rest: string } | undefined {
  const quote = line.charAt(0);
  if (quote === "'" || quote === '"') {
    const end = line.indexOf(quote, 1);
    const name = line.slice(1, end);
    return end < 0 || name.includes("=") ? undefined : { name, rest: line.slice(end + 1) };
  }
  const name = /^[^\s=]*/.exec(line)?.[0] ?? "";
  return { name, rest: line.slice(name.length) };
}

function readValue(text: string): string | undefined {
  const quote = text.charAt(0);
  if (quote !== "'" && quote !== '"') return text.trimEnd();
  const end = text.indexOf(quote, 1);
  return end < 0 || text.slice(end + 1).trim() !== "" ? undefined : text.slice(1, end);
}
