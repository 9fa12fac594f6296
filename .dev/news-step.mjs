// `npm run clean:news "" 50`: the first word chose a database once and says nothing any more, the second is the limit.
const [task, , limit] = process.argv.slice(2);
process.argv.splice(2, process.argv.length, "run", task, ...(limit ? ["--limit", limit] : []));
await import("./jobdeck.mjs");
