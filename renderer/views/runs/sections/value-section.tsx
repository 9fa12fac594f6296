import { useMemo } from "react";
import { bytes, counted } from "../../../format/number.ts";
import { CodeBlock } from "./code-block.tsx";
import type { SectionKind } from "./folds.ts";
import { RunSection } from "./run-section.tsx";

type ValueSectionProps = {
  readonly kind: SectionKind;
  readonly title: string;
  readonly value: unknown;
  /** Default: true. */
  readonly open?: boolean;
};

/** What a run was given or gave back, as it is: a text as a text, everything else as JSON. */
export function ValueSection({ kind, title, value, open = true }: ValueSectionProps) {
  const isText = typeof value === "string";
  const text = useMemo(() => (typeof value === "string" ? value : JSON.stringify(value ?? null, null, 2)), [value]);
  const summary = useMemo(() => valueWords(value, new TextEncoder().encode(text).length), [value, text]);
  return (
    <RunSection kind={kind} title={title} summary={summary} open={open} text={() => text}>
      <CodeBlock label={`Text of the ${title.toLowerCase()}`} text={text} json={!isText} />
    </RunSection>
  );
}

const tellSizeFrom = 1_000;

/** "3 fields", "1 200 items · 84.1 KiB". */
function valueWords(value: unknown, size: number): string {
  const much = size < tellSizeFrom ? [] : [bytes(size)];
  return [kindWords(value), ...much].join(" · ");
}

function kindWords(value: unknown): string {
  if (isNothing(value)) return "nothing";
  if (Array.isArray(value)) return counted(value.length, "item");
  if (typeof value === "object" && value !== null) return counted(Object.keys(value).length, "field");
  return typeof value === "string" ? counted(value.trimEnd().split("\n").length, "line") : String(value);
}

/** Nothing that anybody would want to read. */
export function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
