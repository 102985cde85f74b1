import { randomUUID } from "node:crypto";
import type { DatabaseAddress } from "../../src/platform/database.js";
import { createDatabase, dropTemplate, onDatabase } from "./template.js";
import { notebook } from "./watch/notebook.js";
import { lookThroughStore } from "./watch/store.js";

interface TestStore {
  readonly server: DatabaseAddress;
  readonly template: string;
}

function testStore(): TestStore {
  const text = process.env.VENTANILLA_TEST_STORE;
  if (!text) throw new Error("the test store was not prepared: run the tests with `npm test`");
  return JSON.parse(text) as TestStore;
}

export interface TestDatabase {
  readonly address: DatabaseAddress;
  drop(): Promise<void>;
}

/** A database of this test file's own: with schema and seeds, or quite empty. */
export async function createTestDatabase({ empty = false } = {}): Promise<TestDatabase> {
  const { server, template } = testStore();
  const name = `ventanilla_test_${randomUUID().replaceAll("-", "").slice(0, 12)}`;
  const since = await createDatabase(server, name, empty ? undefined : template);
  const address = onDatabase(server, name);
  return {
    address,
    async drop() {
      await lookThroughStore(address, since, notebook);
      notebook.flush();
      await dropTemplate(server, name);
    },
  };
}

/** An address as DATABASE_URL takes it. */
export function urlOf(address: DatabaseAddress): string {
  if ("url" in address) return address.url;
  const { user, port, database, host } = address;
  return `postgres://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}
