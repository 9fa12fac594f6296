import os from "node:os";
import path from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The folder that holds everything of this user's Jobdeck, the same for the app and the CLI: `JOBDECK_HOME`, else the
 * platform's per-user data folder.
 */
export function homePath(env: Environment, platform: NodeJS.Platform, userHome: string = os.homedir()): string {
  if (env.JOBDECK_HOME) return path.resolve(env.JOBDECK_HOME);
  if (platform === "win32") return path.join(env.APPDATA ?? path.join(userHome, "AppData", "Roaming"), "Jobdeck");
  if (platform === "darwin") return path.join(userHome, "Library", "Application Support", "Jobdeck");
  return path.join(env.XDG_DATA_HOME ?? path.join(userHome, ".local", "share"), "jobdeck");
}

/** The files in a home. */
export function homeFiles(home: string) {
  return {
    home,
    database: path.join(home, "jobdeck.db"),
    logs: path.join(home, "logs.db"),
    content: path.join(home, "content.db"),
    lock: path.join(home, "host.lock"),
    hostInfo: path.join(home, "host.json"),
    env: path.join(home, ".env"),
    /** The user's settings, but for secrets. */
    settings: path.join(home, "settings.json"),
    /** The user's own colour themes. */
    themes: path.join(home, "themes"),
    /** The user's own keys of the window. */
    keybindings: path.join(home, "keybindings.json"),
    vault: path.join(home, "vault.json"),
    /** The user's own task files. */
    tasks: path.join(home, "tasks"),
    backups: path.join(home, "backups"),
    hostLog: path.join(home, "host.log"),
  } as const;
}
