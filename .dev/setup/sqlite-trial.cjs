// Run inside the Electron in question: whether the binding given as argument works there, in a worker thread too.
const { strict: assert } = require("node:assert");
const path = require("node:path");
const { isMainThread, Worker, workerData } = require("node:worker_threads");

const binding = isMainThread ? process.argv[2] : workerData;
const Database = require(path.join(__dirname, "..", "..", "node_modules", "better-sqlite3"));
const database = new Database(":memory:", { nativeBinding: binding });

database.exec("create table run (id integer primary key, state text, note blob)");
const insert = database.prepare("insert into run (state, note) values (@state, @note)");
const fill = database.transaction((states) => {
  for (const state of states) insert.run({ state, note: Buffer.from(state) });
});
fill(["created", "active"]);
assert.throws(() =>
  database.transaction(() => {
    insert.run({ state: "lost", note: null });
    throw new Error("rolls back");
  })(),
);
assert.equal(insert.run({ state: "retry", note: null }).lastInsertRowid, 3);

const select = database.prepare("select id, state from run order by id");
assert.deepEqual(select.all()[2], { id: 3, state: "retry" });
assert.deepEqual([...select.iterate()].length, 3);
assert.deepEqual(database.prepare("select state from run where id = ?").pluck().get(2), "active");
assert.equal(select.columns()[1].name, "state");

database.function("shout", (text) => text.toUpperCase());
assert.equal(database.prepare("select shout('a')").pluck().get(), "A");
database.aggregate("longest", { start: "", step: (found, next) => (next.length > found.length ? next : found) });
assert.equal(database.prepare("select longest(state) from run").pluck().get(), "created");
assert.throws(() => database.prepare("select nothing from nowhere"), { code: "SQLITE_ERROR", name: "SqliteError" });
assert.equal(database.pragma("integrity_check", { simple: true }), "ok");
database.close();

if (isMainThread) {
  const worker = new Worker(__filename, { workerData: binding });
  worker.on("error", (error) => {
    throw error;
  });
  worker.on("exit", (code) => {
    process.exitCode = code;
  });
}
