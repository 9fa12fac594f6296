import { writeDuration } from "../../format/parse-duration.ts";
import { policyFields } from "./policy-fields.ts";

const names: Readonly<Record<string, string>> = {
  ...{ when: "Times", zone: "Time zone", payload: "Payload" },
  ...{ conditions: "Conditions", after: "After another job" },
};

/** What was changed of a schedule, as its form calls it. */
export function changeName(what: string): string {
  return names[what] ?? policyFields.find(({ policy }) => policy === what)?.title ?? what;
}

/** A value of a schedule in a line of text. */
export function changeText(what: string, value: unknown): string {
  if (value === null || value === undefined) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number" && what.endsWith("Ms")) return writeDuration(value);
  if (typeof value === "number" && what.startsWith("valid")) return new Date(value).toISOString().slice(0, 16);
  if (typeof value !== "object") return String(value);
  return Object.keys(value).length === 0 ? "nothing" : JSON.stringify(value);
}
