import type { Database } from "../../jobs/store/database.ts";

/** A database that notes the text of every statement that is prepared with it. */
export function spySql(database: Database): { readonly database: Database; readonly asked: string[] } {
  const asked: string[] = [];
  const spying = new Proxy(database, {
    get: (target, key) => {
      if (key !== "prepare") return Reflect.get(target, key, target) as unknown;
      return (sql: string) => {
        asked.push(sql);
        return target.prepare(sql);
      };
    },
  });
  return { database: spying, asked };
}

/** A statement with a number in the place of everything that is bound, so that it can be explained. */
export function withNumbers(sql: string): string {
  return sql.replace(/\?|@\w+/g, "1");
}
