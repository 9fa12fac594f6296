import { type ReactNode, useEffect, useState } from "react";
import type { VaultStatus } from "../../../jobs/model/read-models/host.ts";
import type { SettingGroupView } from "../../../jobs/model/read-models/settings.ts";
import { settingCategories } from "../../../jobs/model/settings/field.ts";
import { Button } from "../../components/button.tsx";
import { EditorPage, usePageScroller } from "../../components/editor-page.tsx";
import { FilterBox } from "../../components/filter-box.tsx";
import { Icon } from "../../components/icon.tsx";
import { Blank, Failed, Loading, Note } from "../../components/notes.tsx";
import { useValue } from "../../state/store.ts";
import { useApp, useLive } from "../../workbench/app-context.tsx";
import { CredentialGroup } from "./credential-group.tsx";
import { matchesQuery } from "./field-state.ts";
import { PlainGroup } from "./plain-group.tsx";
import { SchedulesSection } from "./schedules-section.tsx";
import { useCurrentGroup } from "./use-current-group.ts";
import { useSettings } from "./use-settings.ts";
import "./settings.css";

const schedulesId = "schedules";

/** All settings by their categories, and every schedule. */
export function SettingsEditor() {
  const { data, phase, message, reload } = useSettings();
  const { commands } = useApp();
  const [query, setQuery] = useState("");
  if (!data && phase === "failed") return <Failed what="the settings" message={message ?? ""} onRetry={reload} />;
  if (!data) return <Loading what="the settings" />;
  const groups = data.groups
    .map((group) => ({ ...group, fields: group.fields.filter((field) => matchesQuery(field, group.title, query)) }))
    .filter((group) => group.fields.length > 0)
    .sort((a, b) => settingCategories.indexOf(a.category) - settingCategories.indexOf(b.category));
  const withSchedules = "schedules time zone cron".includes(query.trim().toLowerCase());
  return (
    <div className="settings-editor">
      <div className="settings-search">
        <FilterBox label="Search settings" icon="search" firstStop value={query} onChange={setQuery} />
        <button
          type="button"
          className="action"
          title="Show modified settings"
          aria-label="Show modified settings"
          aria-pressed={query.includes("@modified")}
          onClick={() =>
            setQuery(query.includes("@modified") ? query.replace(/@modified\s*/g, "") : `@modified ${query}`)
          }
        >
          <Icon name="filter" />
        </button>
        <button
          type="button"
          className="action"
          title="Open settings.json"
          aria-label="Open settings.json"
          onClick={() => commands.execute("settings.openFile")}
        >
          <Icon name="go-to-file" />
        </button>
      </div>
      <FileMistake />
      <EditorPage editorKey="settings:">
        <div className="settings-body">
          <Contents groups={groups} withSchedules={withSchedules} />
          <div className="settings-groups">
            <Groups groups={groups} vault={data.vault} onChanged={reload}>
              {withSchedules && <SchedulesSection id={schedulesId} />}
            </Groups>
            {groups.length === 0 && !withSchedules && <Blank icon="search" title={`No setting matches “${query}”`} />}
          </div>
        </div>
      </EditorPage>
    </div>
  );
}

/** While settings.json has a mistake, nothing can be changed here; it says which one and leads there. */
function FileMistake() {
  const { commands } = useApp();
  const problems = useLive((live) => live.fileProblems);
  const [first] = problems.filter(({ file, severity }) => file === "settings.json" && severity === "error");
  if (!first) return null;
  const where = first.line === null ? "" : ` (line ${first.line})`;
  return (
    <div className="settings-mistake">
      <Note
        severity="error"
        action={<Button onClick={() => commands.execute("settings.openFile")}>Open settings.json</Button>}
      >
        settings.json has a mistake{where}: {first.message}
      </Note>
    </div>
  );
}

type GroupsProps = {
  readonly groups: readonly SettingGroupView[];
  readonly vault: VaultStatus;
  readonly onChanged: () => void;
};

/** In the order of the contents beside them; `children` are the last of the settings of jobs. */
function Groups({ groups, vault, onChanged, children }: GroupsProps & { readonly children: ReactNode }) {
  const { reveal } = useApp();
  const scroller = usePageScroller();
  const wish = useValue(reveal);
  useEffect(() => {
    if (wish?.editor !== "settings:" || !scroller) return;
    revealGroup(scroller, wish.part);
    reveal.set(null);
  }, [wish, scroller, reveal]);

  const drawn = (group: SettingGroupView) =>
    group.credential ? (
      <CredentialGroup key={group.id} group={group} vault={vault} onChanged={onChanged} />
    ) : (
      <PlainGroup key={group.id} group={group} onChanged={onChanged} />
    );
  return (
    <>
      {groups.filter(({ category }) => category !== "Credentials").map(drawn)}
      {children}
      {groups.filter(({ category }) => category === "Credentials").map(drawn)}
    </>
  );
}

function Contents({ groups, withSchedules }: Pick<GroupsProps, "groups"> & { readonly withSchedules: boolean }) {
  const scroller = usePageScroller();
  const current = useCurrentGroup(
    scroller,
    groups.map(({ id }) => id),
  );
  const entries = (category: SettingGroupView["category"]) => [
    ...groups.filter((group) => group.category === category).map(({ id, title }) => ({ id, title })),
    ...(withSchedules && category === "Jobs" ? [{ id: schedulesId, title: "Schedules" }] : []),
  ];
  return (
    <nav className="settings-contents" aria-label="Groups of settings">
      {settingCategories
        .filter((category) => entries(category).length > 0)
        .map((category) => (
          <div key={category} className="settings-category">
            <span className="settings-category-title">{category}</span>
            {entries(category).map(({ id, title }) => (
              <button
                key={id}
                type="button"
                aria-current={id === current ? "location" : undefined}
                onClick={() => scroller && revealGroup(scroller, id)}
              >
                {title}
              </button>
            ))}
          </div>
        ))}
    </nav>
  );
}

/** Brings a group to the top and its first field into focus. */
function revealGroup(scroller: HTMLElement, id: string): void {
  const section = scroller.querySelector<HTMLElement>(`[data-group="${CSS.escape(id)}"]`);
  section?.scrollIntoView({ block: "start" });
  section?.querySelector<HTMLElement>("input:not([disabled]), button")?.focus({ preventScroll: true });
}
