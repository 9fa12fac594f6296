/** What the tray's menu and the window's commands call the same things. */
export const commandWords = {
  runNow: "Run now",
  pauseAll: "Pause all",
  pauseHour: "For 1 hour",
  pauseTomorrow: "Until tomorrow",
  pauseResumed: "Until I resume",
  resume: "Resume",
  open: "Open Jobdeck",
  settings: "Settings",
  quit: "Quit",
} as const;
