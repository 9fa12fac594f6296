import { onTestFinished } from "vitest";
import { createStores, type Stores } from "../../jobs/store/stores.ts";
import { migrationsPath } from "./paths.ts";
import { tempHome } from "./temp-home.ts";

/** The host's databases in a home of the test's own. */
export function openStores(home: string = tempHome()): Stores {
  const stores = createStores({ home, migrations: migrationsPath });
  onTestFinished(stores.close);
  return stores;
}
