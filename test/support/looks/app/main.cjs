// The smallest Electron app that can show a page: the window is looked at without its host.
const { app, BrowserWindow } = require("electron");

app.on("window-all-closed", () => app.quit());
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1_600, height: 900, frame: false, webPreferences: { sandbox: true } });
  return window.loadURL("data:text/html,<title>Jobdeck</title>");
});
