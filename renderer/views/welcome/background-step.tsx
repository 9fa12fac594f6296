import { useId, useState } from "react";
import type { SettingGroupView } from "../../../jobs/model/read-models/settings.ts";
import { Icon } from "../../components/icon.tsx";
import { explain } from "../../state/errors.ts";
import { useApp, useClient } from "../../workbench/app-context.tsx";
import { settingValue } from "./steps.ts";

const setting = "desktop.openAtLogin";

/** The tray, notifications, and the start at login. */
export function BackgroundStep({ groups }: { readonly groups: readonly SettingGroupView[] | null }) {
  const { show } = useApp();
  const client = useClient();
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const store = async (on: boolean) => {
    setProblem(null);
    try {
      await client.settings.set({ name: setting, value: String(on) });
    } catch (error) {
      setProblem(explain(error));
    }
  };
  return (
    <>
      <p>
        Closing this window leaves Jobdeck in the tray: its icon shows whether all is well, and its menu runs and pauses
        jobs. A notification comes when a job begins to fail, fails differently, or works again.
      </p>
      <div className="welcome-check">
        <input
          id={id}
          type="checkbox"
          className="checkbox"
          checked={settingValue(groups, setting) === "true"}
          disabled={groups === null}
          onChange={(event) => void store(event.target.checked)}
        />
        <label htmlFor={id}>Start Jobdeck, without its window, when I log in</label>
      </div>
      {problem && (
        <p className="field-problem" role="alert">
          <Icon name="error" /> {problem}
        </p>
      )}
      <button type="button" className="link" onClick={() => show({ view: "settings", group: "notifications" })}>
        When notifications come, and quiet hours
      </button>
    </>
  );
}
