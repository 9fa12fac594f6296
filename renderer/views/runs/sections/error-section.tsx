import { useMemo } from "react";
import type { RunDetail } from "../../../../jobs/model/read-models/runs.ts";
import { CodeBlock, CodeBox } from "./code-block.tsx";
import { RunSection } from "./run-section.tsx";
import { stackLines } from "./stack-lines.ts";
import { isNothing } from "./value-section.tsx";

type StoredError = NonNullable<RunDetail["error"]>;

/** Why a run failed, and where in its code that happened. */
export function ErrorSection({ error }: { readonly error: StoredError }) {
  const lines = useMemo(() => stackLines(error), [error]);
  const details = isNothing(error.details) ? null : JSON.stringify(error.details, null, 2);
  const text = () => [error.stack ?? error.message, details].filter((part) => part !== null).join("\n\n");
  return (
    <RunSection kind="error" title="Error" summary={error.code} text={text}>
      <p className="error-message">{error.message}</p>
      {lines.length > 0 && (
        <CodeBox label="Where it happened">
          {lines.map(({ kind, text: line }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a stack may name a line twice, and never changes
            <span key={index} className={`stack-line is-${kind}`}>
              {line}
            </span>
          ))}
        </CodeBox>
      )}
      {details !== null && <CodeBlock label="More about the error" text={details} json />}
    </RunSection>
  );
}
