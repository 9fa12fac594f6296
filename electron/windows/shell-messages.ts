/** The messages between preload and main besides the port. Only `preload.ts` and `contract-port.ts` know them. */
export const askPort = "jobdeck:ask-port";
export const openTarget = "jobdeck:open";
export const nowShowing = "jobdeck:showing";
export const showTaskFile = "jobdeck:show-task-file";
export const saveLog = "jobdeck:save-log";
export const shellAct = "jobdeck:act";
export const setMenuBar = "jobdeck:menu-bar";
export const runCommand = "jobdeck:command";
export const pageFailed = "jobdeck:page-failed";
/** Characters of what the page says of a mistake of its own. */
export const longestFailure = 4_000;
export const themeShown = "jobdeck:theme-shown";
