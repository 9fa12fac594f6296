// Takes every view of the window, or the named ones, in every theme, width and scale: pictures to look at.
const names = process.argv.slice(2);
process.env.JOBDECK_LOOKS = names.length > 0 ? names.join(",") : "all";
process.argv.splice(2, names.length, "test/e2e/looks.test.ts");
await import("./test.mjs");
