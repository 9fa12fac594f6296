import { Icon } from "../components/icon.tsx";
import { moveFocus } from "../components/roving.ts";
import { useValue } from "../state/store.ts";
import { useApp } from "./app-context.tsx";
import { contextMenu } from "./menus/open-menu.ts";

/** The narrow bar at the left: what the side bar shows, and the settings. */
export function ActivityBar() {
  const { layout, views, commands } = useApp();
  const { activity, sideBarVisible } = useValue(layout);
  const activities = views.flatMap((view) => (view.activity ? [{ id: view.id, ...view.activity }] : []));
  return (
    <nav
      className="activity-bar"
      data-part="activity-bar"
      {...contextMenu("activity-bar")}
      aria-label="Views"
      onKeyDown={(event) => moveFocus(event, "button", "vertical")}
    >
      {activities.map(({ id, title, icon }) => {
        const shown = sideBarVisible && activity === id;
        return (
          <button
            key={id}
            type="button"
            className={shown ? "activity is-active" : "activity"}
            title={title}
            aria-label={title}
            aria-pressed={shown}
            data-first-stop={activity === id}
            onClick={() => commands.execute("workbench.selectActivity", id)}
          >
            <Icon name={icon} />
          </button>
        );
      })}
      {views.map(
        ({ launcher }) =>
          launcher && (
            <button
              key={launcher.command}
              type="button"
              className="activity"
              title={commands.hint(launcher.command)}
              aria-label={launcher.title}
              onClick={() => commands.execute(launcher.command)}
            >
              <Icon name={launcher.icon} />
            </button>
          ),
      )}
      <span className="activity-gap" />
      <button
        type="button"
        className="activity"
        title={commands.hint("settings.open")}
        aria-label="Settings"
        onClick={() => commands.execute("settings.open")}
      >
        <Icon name="settings-gear" />
      </button>
    </nav>
  );
}
