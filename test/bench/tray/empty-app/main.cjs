// The least that an Electron app with a tray icon is: what Jobdeck's cost is held against. With --window, and
// whenever it is told to, it shows a page, too.
const path = require("node:path");
const { app, BrowserWindow, Menu, nativeImage, Tray } = require("electron");

let tray;
app.on("window-all-closed", () => undefined);
app.whenReady().then(() => {
  const icons = path.resolve(__dirname, "../../../../resources/icons/tray");
  tray = new Tray(nativeImage.createFromPath(path.join(icons, "linux-idle-dark.png")));
  tray.setToolTip("Empty");
  tray.setContextMenu(Menu.buildFromTemplate([{ label: "Quit", click: () => app.quit() }]));
  const open = () => {
    const window = new BrowserWindow({ width: 1_200, height: 800, webPreferences: { sandbox: true } });
    return window.loadURL("data:text/html,<title>Empty</title><p role='tree'>Empty</p>");
  };
  app.on("open-window", open);
  return process.argv.includes("--window") ? open() : undefined;
});
