import { createStores } from "../../jobs/store/stores.ts";

/** Opens the databases of a home with these migrations: what every program does first. Says so before and after. */
const [home = "", migrations = ""] = process.argv.slice(2);
process.stdout.write("opening\n");
createStores({ home, migrations }).close();
process.stdout.write("opened\n");
