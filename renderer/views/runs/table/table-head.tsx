import { type Store, useValue } from "../../../state/store.ts";
import { clamp } from "../../../workbench/layout.ts";
import { Sash } from "../../../workbench/sash.tsx";
import { type ColumnName, type ColumnWidths, columnLimits, columns } from "./columns.ts";

type RunsHeadProps = { readonly widths: Store<ColumnWidths>; readonly shown: readonly ColumnName[] };

/** The titles of the columns, with a line after each that changes its width. */
export function RunsHead({ widths, shown }: RunsHeadProps) {
  const known = useValue(widths);
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the head is not a stop
    <div className="runs-head" role="row">
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the head is not a stop */}
      <span className="runs-cell" role="columnheader">
        <span className="off-screen">State</span>
      </span>
      {shown.map((name) => (
        // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the head is not a stop
        <span key={name} className={`runs-cell runs-${name}`} role="columnheader">
          {columns[name].title}
          {name !== "result" && (
            <Sash
              label={`Width of ${columns[name].title}`}
              orientation="vertical"
              value={known[name]}
              limits={columnLimits}
              onResize={(width) => widths.update((all) => ({ ...all, [name]: clamp(width, columnLimits) }))}
            />
          )}
        </span>
      ))}
    </div>
  );
}
