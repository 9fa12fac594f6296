import { useEffect, useId, useMemo, useRef, useState } from "react";
import type { JobdeckClient } from "../../../jobs/api/contract.ts";
import type { PayloadProblem } from "../../forms/payload-draft.ts";
import type { PayloadField } from "../../forms/payload-fields.ts";
import { payloadProblems } from "../../forms/payload-problems.ts";
import { type ReadPayload, readPayload, typedPayload } from "../../forms/typed-payload.ts";
import { explain } from "../../state/errors.ts";
import { createLatest } from "../../state/latest.ts";
import { useClient } from "../../workbench/app-context.tsx";
import { useDraft, useSaveDraft } from "../../workbench/use-draft.ts";
import {
  type Asked,
  askedOf,
  changesIn,
  type Draft,
  draftOf,
  isCurrent,
  isDirty,
  type Judged,
  obstacle,
  policiesIn,
  type Subject,
  storedOf,
} from "./draft.ts";
import { draftKey, parseDraft } from "./kept-draft.ts";
import { scriptGap } from "./script-gap.ts";

/** Long enough to wait for the next key, short enough to feel immediate. */
const typingPauseMs = 100;

const draftOptions = { parse: parseDraft } as const;

type FormOptions = {
  readonly subject: Subject;
  readonly fields: readonly PayloadField[] | null;
  readonly editorKey: string;
  readonly isScript: boolean;
  readonly onSaved: (scheduleId: string) => void;
};

/** What stands in the form of a schedule, what the host says of it, and how it is saved. */
export function useScheduleForm({ subject, fields, editorKey, isScript, onSaved }: FormOptions) {
  const client = useClient();
  const previewId = useId();
  const stored = useMemo(() => storedOf(subject), [subject]);
  const key = draftKey(editorKey, subject);
  const [typed, setTyped] = useDraft(key, draftOptions);
  const first = useMemo(() => draftOf(stored), [stored]);
  const draft = typed ?? first;
  const read = policiesIn(stored, draft);
  const asked = askedOf(draft, read);
  const scheduleId = subject.kind === "stored" ? subject.schedule.id : undefined;
  const { judged, problem: previewProblem } = usePreview(asked, scheduleId);
  const [failure, setFailure] = useState<string | null>(null);
  const [refused, setRefused] = useState<readonly PayloadProblem[]>([]);
  const [busy, setBusy] = useState(false);

  // Asked for faster than the host could judge: it is saved as soon as that has said it is right.
  const wanted = useRef<((saved: boolean) => void) | null>(null);
  const answerWanted = (saved: boolean): void => {
    wanted.current?.(saved);
    wanted.current = null;
  };

  const change = (apply: (known: Draft) => Draft): void => {
    setFailure(null);
    setRefused([]);
    answerWanted(false);
    setTyped((known) => {
      const next = apply(known ?? first);
      return isDirty(stored, next) ? next : null;
    });
  };
  const forget = () => setTyped(() => null);
  const isNew = subject.kind === "new";
  const payload = draft.payload ?? typedPayload(fields, stored.payload);
  const gap = isScript ? scriptGap(stored.taskId, payload) : null;
  const why = gap ?? obstacle(draft, read, judged) ?? (isNew || isDirty(stored, draft) ? null : "Nothing was changed.");

  const current = isCurrent(judged, asked);
  const attempt = async (): Promise<boolean> => {
    if (busy || why !== null || !judged?.preview.ok) return false;
    const written = payloadToSend({ draft, stored, fields, isNew, mustBeGiven: isScript && isNew });
    if (!written.ok) {
      setRefused(written.problems);
      return false;
    }
    const { pattern } = judged.preview;
    setBusy(true);
    setFailure(null);
    try {
      const changes = changesIn(stored, draft, read, pattern);
      const saved = await send(client, { subject, stored, draft, read, changes, value: written.payload, pattern });
      forget();
      onSaved(saved);
      return true;
    } catch (error) {
      const found = payloadProblems(error);
      if (found.length > 0) setRefused(found);
      else setFailure(explain(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  /** True when it is saved; false when it cannot be, which the form says. */
  const save = (): Promise<boolean> => {
    answerWanted(false);
    if (current || asked.when === "") return attempt();
    return new Promise((resolve) => {
      wanted.current = resolve;
    });
  };
  useSaveDraft(key, save);

  useEffect(() => {
    if (!wanted.current || !current) return;
    const answer = wanted.current;
    wanted.current = null;
    void attempt().then(answer);
  });
  // Nobody saves what is not shown any more.
  useEffect(() => () => wanted.current?.(false), []);

  return {
    ...{ stored, draft, read, judged, previewProblem, previewId, change, forget, save, why },
    current,
    dirty: typed !== null,
    saveable: why === null && !busy,
    problem: failure,
    payload,
    payloadProblems: refused,
  };
}

export type ScheduleFormState = ReturnType<typeof useScheduleForm>;

type Sent = {
  readonly subject: Subject;
  readonly stored: ReturnType<typeof storedOf>;
  readonly draft: Draft;
  readonly read: ReturnType<typeof policiesIn>;
  readonly changes: ReturnType<typeof changesIn>;
  /** The payload; undefined: it stays as it is. */
  readonly value: unknown;
  readonly pattern: string;
};

/** Gives the id of the schedule. */
async function send(client: JobdeckClient, sent: Sent): Promise<string> {
  const { subject, stored, draft, read, changes, value, pattern } = sent;
  const payload = value === undefined ? {} : { payload: value };
  if (subject.kind === "stored") {
    const scheduleId = subject.schedule.id;
    await client.schedules.update({ scheduleId, ...changes, ...payload });
    return scheduleId;
  }
  const title = draft.title.trim();
  const { policies } = changesIn({ ...stored, policies: stored.defaults }, draft, read, pattern);
  const { id } = await client.schedules.create({
    ...{ taskId: stored.taskId, when: pattern, zone: draft.zone, ...payload },
    ...(title === "" ? {} : { title }),
    ...(policies === undefined ? {} : { policies }),
  });
  return id;
}

type ToSend = {
  readonly draft: Draft;
  readonly stored: ReturnType<typeof storedOf>;
  readonly fields: readonly PayloadField[] | null;
  readonly isNew: boolean;
  /** Also what nobody touched is judged: a script without a command is none. */
  readonly mustBeGiven: boolean;
};

/** The payload to be sent; undefined where it stays as it is. */
function payloadToSend({ draft, stored, fields, isNew, mustBeGiven }: ToSend): ReadPayload {
  const typed = draft.payload ?? (mustBeGiven ? typedPayload(fields, stored.payload) : null);
  if (typed) return readPayload(fields, typed);
  return { ok: true, payload: isNew ? stored.payload : undefined };
}

/** The host's judgement of what is typed; older answers never overtake newer ones. */
function usePreview(asked: Asked, scheduleId: string | undefined) {
  const client = useClient();
  const [judged, setJudged] = useState<Judged | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const latest = useMemo(
    () =>
      createLatest({
        call: (wanted: Asked, signal) =>
          client.schedules.preview({ ...wanted, ...(scheduleId === undefined ? {} : { scheduleId }) }, { signal }),
        waitMs: typingPauseMs,
        onResult: (wanted, preview) => {
          setJudged({ asked: wanted, preview });
          setProblem(null);
        },
        onError: (_, error) => setProblem(explain(error)),
      }),
    [client, scheduleId],
  );
  const text = JSON.stringify(asked);
  useEffect(() => {
    const wanted = JSON.parse(text) as Asked;
    if (wanted.when === "") return setProblem(null);
    latest.ask(wanted);
    return latest.cancel;
  }, [latest, text]);
  return { judged: asked.when === "" ? null : judged, problem };
}
