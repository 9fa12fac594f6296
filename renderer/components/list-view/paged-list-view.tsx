import type { ComponentType, ReactNode } from "react";
import type { PagedList } from "../../state/paged-list.ts";
import { useValue } from "../../state/store.ts";
import { Failed, Loading, Note } from "../notes.tsx";
import { ListView, type OpenHow, type RowProps } from "./list-view.tsx";

type PagedListViewProps<Row> = {
  readonly label: string;
  /** What is read, for "Loading the items…". */
  readonly what: string;
  readonly list: PagedList<Row>;
  readonly keyOf: (row: Row) => string;
  readonly rowHeight: number;
  readonly Row: ComponentType<RowProps<Row>>;
  readonly selected: string | null;
  readonly onOpen: (row: Row, how: OpenHow) => void;
  readonly followsFocus?: boolean;
  readonly menu?: string;
  /** What stands there when there is no row. */
  readonly empty: ReactNode;
};

/** A list that is read by the page, with what it shows while there is nothing, while it is read and when that failed. */
export function PagedListView<Row>({ what, list, empty, ...view }: PagedListViewProps<Row>) {
  const { rows, phase, message } = useValue(list);
  if (rows.length === 0 && phase === "failed")
    return <Failed what={what} message={message ?? ""} onRetry={list.more} />;
  if (rows.length === 0) return phase === "loading" ? <Loading what={what} /> : empty;
  return (
    <>
      <ListView {...view} rows={rows} onEnd={list.more} />
      {phase === "failed" && (
        <Note
          severity="error"
          action={
            <button type="button" className="link" onClick={list.more}>
              Try again
            </button>
          }
        >
          The rest could not be loaded: {message}
        </Note>
      )}
    </>
  );
}
