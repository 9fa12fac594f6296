const { rm } = require("node:fs/promises");
const path = require("node:path");

/** Hook of electron-builder: what is packed is the fallback Electron itself, without the loader that only development needs. */
exports.default = ({ appOutDir }) => rm(path.join(appOutDir, "resources", "default_app.asar"), { recursive: true });
