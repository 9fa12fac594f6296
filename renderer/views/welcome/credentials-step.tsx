import { useState } from "react";
import type { SettingGroupView } from "../../../jobs/model/read-models/settings.ts";
import { Button } from "../../components/button.tsx";
import { Icon } from "../../components/icon.tsx";
import { Loading } from "../../components/notes.tsx";
import { TimeText } from "../../components/time-text.tsx";
import { explain } from "../../state/errors.ts";
import { useApp, useClient } from "../../workbench/app-context.tsx";
import { type Outcome, TestOutcome } from "../settings/test-outcome.tsx";
import { isReady, missingIn } from "./steps.ts";

/** The services that jobs may need: what is missing, and whether what is there works. */
export function CredentialsStep({ groups }: { readonly groups: readonly SettingGroupView[] | null }) {
  if (groups === null) return <Loading what="the credentials" />;
  return (
    <>
      <p>Only what your jobs use is needed. Secrets go into the keychain of your system, where it has one.</p>
      <ul className="welcome-services">
        {groups
          .filter(({ testable, credential }) => testable && credential)
          .map((group) => (
            <Service key={group.id} group={group} />
          ))}
      </ul>
    </>
  );
}

function Service({ group }: { readonly group: SettingGroupView }) {
  const { show } = useApp();
  const client = useClient();
  const [outcome, setOutcome] = useState<Outcome | "testing" | null>(null);
  const ready = isReady(group);
  const test = async () => {
    setOutcome("testing");
    try {
      setOutcome(await client.settings.test({ group: group.id }));
    } catch (error) {
      setOutcome({ ok: false, message: explain(error) });
    }
  };
  return (
    <li>
      <div className="welcome-service-words">
        <h4>{group.title}</h4>
        <p className="card-note">{group.description}</p>
        <p className="welcome-service-state" role="status">
          {outcome === null && <State group={group} />}
          {outcome === "testing" && "Testing the connection…"}
          {outcome !== null && outcome !== "testing" && <TestOutcome {...outcome} />}
        </p>
      </div>
      <Button onClick={() => show({ view: "settings", group: group.id })}>{ready ? "Change" : "Set up"}</Button>
      <Button icon="plug" disabled={!ready || outcome === "testing"} onClick={() => void test()}>
        Test connection
      </Button>
    </li>
  );
}

function State({ group }: { readonly group: SettingGroupView }) {
  const missing = missingIn(group);
  if (missing.length > 0) return <>Missing: {missing.join(", ")}</>;
  if (group.passedAt === null) return <>Complete, not tested yet</>;
  return (
    <span className="is-done">
      <Icon name="pass" /> Tested{" "}
      <TimeText at={group.passedAt} write={(times, now) => times.dayShort(group.passedAt ?? 0, now)} />
    </span>
  );
}
