import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * One PostgreSQL for the whole run: the one of TEST_DATABASE_URL, or a built-in one of our own.
 * A template database is prepared once, seeds and all; every test file works on a copy of it.
 */
export default async function setUp() {
  const { startEmbeddedPostgres } = await import("../../dist/src/platform/embedded-postgres/index.js");
  const { prepareTemplate, dropTemplate } = await import("./template.js");

  const undo = [];
  const notes = await mkdtemp(join(tmpdir(), "ventanilla-canaries-"));
  process.env.VENTANILLA_CANARY_PAGES = join(notes, "pages");
  const given = process.env.TEST_DATABASE_URL;
  let server;
  if (given) {
    server = { url: given };
  } else {
    const folder = await mkdtemp(join(tmpdir(), "ventanilla-test-"));
    undo.push(() => rm(folder, { recursive: true, force: true }));
    const postgres = await startEmbeddedPostgres({ folder, settings: { max_connections: "150" } });
    undo.push(() => postgres.stop());
    server = { host: postgres.socketDir, port: postgres.port, user: postgres.user, database: "postgres" };
  }
  const template = await prepareTemplate(server);
  undo.push(() => dropTemplate(server, template));
  process.env.VENTANILLA_TEST_STORE = JSON.stringify({ server, template });
  globalThis.__undoTestStore = async () => {
    for (const step of undo.reverse()) await step();
  };
}
