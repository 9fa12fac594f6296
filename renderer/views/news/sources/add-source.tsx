import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { Button } from "../../../components/button.tsx";
import { Icon } from "../../../components/icon.tsx";
import { Note } from "../../../components/notes.tsx";
import { counted } from "../../../format/number.ts";
import { explain } from "../../../state/errors.ts";
import { useStore } from "../../../state/store.ts";
import { useApp, useClient } from "../../../workbench/app-context.tsx";
import { visibleTitle } from "../news-words.ts";
import { sampleSources } from "./sample-sources.ts";

type Found = Awaited<ReturnType<ReturnType<typeof useClient>["content"]["sources"]["detect"]>>["feeds"];

/** Looks at an address for feeds, shows them, and adds the one that is chosen. */
export function AddSource({ isFirst }: { readonly isFirst: boolean }) {
  const id = useId();
  const { address, setAddress, busy, found, problem, look, add } = useAdding();
  const field = useRef<HTMLInputElement>(null);
  const { reveal } = useApp();
  const wanted = useStore(reveal, (known) => known?.editor === "news-sources:");
  useEffect(() => {
    if (!wanted) return;
    field.current?.focus();
    reveal.set(null);
  }, [wanted, reveal]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void look();
  };
  return (
    <section className={isFirst ? "add-source is-first" : "add-source"} aria-label="Add a source">
      {isFirst && (
        <div className="add-source-intro">
          <Icon name="rss" />
          <h3 className="section-title">Add what you want to read</h3>
          <p className="dim">
            Give the address of a feed, a site or a YouTube channel. Jobdeck looks for its feeds and fetches them from
            then on.
          </p>
        </div>
      )}
      <form className="add-source-form" onSubmit={submit}>
        <label htmlFor={id}>Address of a feed or a site</label>
        <div className="add-source-line">
          <input
            id={id}
            ref={field}
            className={problem === null ? "input" : "input is-invalid"}
            aria-invalid={problem !== null}
            placeholder="For example: example.com or https://example.com/feed.xml"
            spellCheck={false}
            autoComplete="off"
            value={address}
            onChange={(event) => setAddress(event.target.value)}
          />
          <button type="submit" className="button" disabled={busy !== null || address.trim() === ""}>
            {busy === "look" ? "Looking…" : "Find feeds"}
          </button>
        </div>
      </form>
      <div role="status">
        {problem !== null && <Note severity="error">{problem}</Note>}
        {found && <Candidates found={found} busy={busy} onAdd={(url, title) => void add(url, title)} />}
      </div>
      {isFirst && !found && <Samples busy={busy} onAdd={(url, title) => void add(url, title)} />}
    </section>
  );
}

function useAdding() {
  const client = useClient();
  const { notices } = useApp();
  const [address, setAddress] = useState("");
  const [busy, setBusy] = useState<string | null>(null);
  const [found, setFound] = useState<Found | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const attempt = async (what: string, work: () => Promise<void>) => {
    setBusy(what);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(explain(error));
    } finally {
      setBusy(null);
    }
  };
  return {
    ...{ address, busy, found, problem },
    setAddress: (next: string) => {
      setAddress(next);
      setFound(null);
      setProblem(null);
    },
    look: () =>
      attempt("look", async () => {
        const { feeds } = await client.content.sources.detect({ address: withScheme(address) });
        setFound(feeds);
      }),
    add: (url: string, title: string) =>
      attempt(url, async () => {
        const source = await client.content.sources.add({
          url,
          ...(title === "" ? {} : { title: title.slice(0, 300) }),
        });
        notices.info(`${source.title} was added.`);
        setAddress("");
        setFound(null);
      }),
  };
}

/** People write addresses without their scheme. */
function withScheme(address: string): string {
  const text = address.trim();
  return /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/]*:\d/.test(text) ? text : `https://${text}`;
}

type CandidatesProps = {
  readonly found: Found;
  readonly busy: string | null;
  readonly onAdd: (url: string, title: string) => void;
};

function Candidates({ found, busy, onAdd }: CandidatesProps) {
  if (found.length === 0)
    return <Note severity="warning">No feed was found there. Give the address of the feed itself.</Note>;
  return (
    <ul className="candidates" aria-label="Feeds that were found">
      {found.map(({ url, title, itemCount, sourceId }) => (
        <li key={url} className="candidate">
          <div className="candidate-words">
            <b dir="auto">{visibleTitle(title)}</b>
            <span className="dim">
              {url} · {counted(itemCount, "item")}
            </span>
          </div>
          {sourceId === null ? (
            <Button primary disabled={busy !== null} onClick={() => onAdd(url, title)}>
              {busy === url ? "Adding…" : "Add"}
            </Button>
          ) : (
            <span className="dim">Already a source</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Samples({ busy, onAdd }: Omit<CandidatesProps, "found">) {
  return (
    <div className="samples">
      <p className="dim">Or begin with one of these:</p>
      <ul className="chips">
        {sampleSources.map(({ title, url }) => (
          <li key={url}>
            <button
              type="button"
              className="chip"
              title={url}
              disabled={busy !== null}
              onClick={() => onAdd(url, title)}
            >
              {busy === url ? "Adding…" : title}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
