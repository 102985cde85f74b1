import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cp, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { errorName } from "../../src/platform/error-name.js";
import { allSealed } from "../kit/all-sealed.js";
import { casesOf, PROGRAM, ROSA } from "../kit/case-file.js";
import { documentsOf, PDF } from "../kit/documents.js";
import { CURP, firmsOf, RFC } from "../kit/firms.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { startOwnRedis } from "../kit/own-redis.js";
import { deskOf } from "../kit/publishing.js";
import { run as runCommand } from "../kit/run-command.js";
import { folderFor, type OwnServer, startOwnServer } from "../kit/servers.js";
import { createTestDatabase, type TestDatabase, urlOf } from "../kit/store.js";
import { dumpOf } from "../kit/whole-store.js";

// Does by hand what docs/operations.md says under "Backup and restore".

const PATIENCE = 300_000;
const run = promisify(execFile);
const keys = () => `2026:${randomBytes(32).toString("base64")}`;
const EMAIL = "rosa@bordados.mx";
const TITLE = "Taller de bordado";

const undo: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const step of undo.reverse()) await step();
}, PATIENCE);

interface Made {
  readonly businessId: string;
  readonly applicationId: string;
}

const describeAs = (gateway: TestGateway, text: string) =>
  deskOf(gateway).published({ [PROGRAM]: { description: { es: text, en: `In English: ${text}` } } });

const descriptionIn = async (gateway: TestGateway) =>
  (await gateway.read("query ($slug: ID!) { program(slug: $slug) { description } }", { slug: PROGRAM })).program
    .description;

/** Some of everything that a gateway keeps: sealed values, a file, decisions, an edition of a program. */
async function fill(gateway: TestGateway): Promise<Made> {
  const { id: businessId } = await firmsOf(gateway).register("rosa", {
    email: EMAIL,
    profile: { ...ROSA, rfc: RFC, curp: CURP },
  });
  const { openCall, recommended } = casesOf(gateway);
  const application = await recommended((await openCall()).id, businessId);
  await documentsOf(gateway).brought(businessId);
  await describeAs(gateway, "Como estaba al hacer la copia.");
  await allSealed(gateway);
  return { businessId, applicationId: application.id };
}

/** All that people are answered about it, and the bytes of the file. */
async function seenIn(gateway: TestGateway, { businessId, applicationId }: Made) {
  const { business, application, ledgerReceipts } = await casesOf(gateway)
    .as("rosa")
    .read(
      `query ($businessId: ID!, $id: ID!) {
        business(id: $businessId) { name rfc curp email facts { fact values } documents { nodes { fileName downloadPath } } }
        application(id: $id) { folio version title description requested { amount } state { code } timeline { nodes { what { code } at } } }
        ledgerReceipts(objectId: $id) { id leaf commitment proof { position path head { size root signature } } }
      }`,
      { businessId, id: applicationId },
    );
  const [{ downloadPath, ...file }] = business.documents.nodes;
  const bytes = Buffer.from(await (await fetch(`${gateway.url}${downloadPath}`)).arrayBuffer());
  const catalog = await gateway.read(
    "{ programs(first: 100) { totalCount nodes { slug name description } } ledgerHead { size root link sealedAt keyId signature } ledgerKeys { id publicKey } }",
  );
  return { business: { ...business, documents: file }, application, ledgerReceipts, bytes, catalog };
}

/** What the command that checks a ledger offline says of this one, beside a head that somebody kept. */
async function checked(gateway: TestGateway, key: string, witness: object) {
  const folder = await folderFor(undo, "check");
  const [ledger, head] = [join(folder, "ledger.ndjson"), join(folder, "head.json")];
  await writeFile(head, JSON.stringify({ data: { ledgerHead: witness } }));
  const DATABASE_URL = urlOf(gateway.store.address);
  expect(await runCommand("export-ledger", ["--to", ledger], { DATABASE_URL })).toEqual({ code: 0, said: "" });
  return runCommand("verify-ledger", ["--key", key, "--witness", head, ledger]);
}

/** A place that data is in, how it is saved, and how it is brought back where nothing is. */
interface Site {
  readonly store: TestDatabase;
  readonly dataDir: string;
  /** Ends the server where the backup needs it, keeps all of it elsewhere, and goes on. */
  backUp(): Promise<Site>;
  lose(): Promise<void>;
  restore(): Promise<Site>;
}

/** The built-in PostgreSQL: its folder is copied while nothing runs. */
async function builtInSite(folder: string, copy: string): Promise<Site> {
  let server: OwnServer | undefined = await startOwnServer(folder);
  undo.push(async () => server?.stop());
  const stop = async () => {
    await server?.stop();
    server = undefined;
  };
  return {
    store: server.store,
    dataDir: folder,
    async backUp() {
      await stop();
      // As the guide says it: `cp` keeps who owns what, which PostgreSQL insists on.
      await run("cp", ["--archive", `${folder}/.`, copy]);
      return builtInSite(folder, copy);
    },
    async lose() {
      await stop();
      await rm(folder, { recursive: true });
    },
    async restore() {
      await run("cp", ["--archive", copy, folder]);
      return builtInSite(folder, copy);
    },
  };
}

/** A server: dumped while the gateway runs, restored into another server that never saw it. */
async function serverSite(folder: string, copy: string): Promise<Site> {
  const store = await createTestDatabase();
  const dump = join(copy, "ventanilla.dump");
  const site: Site = {
    store,
    dataDir: folder,
    async backUp() {
      await run("pg_dump", ["--format=custom", `--file=${dump}`, urlOf(store.address)]);
      await cp(join(folder, "files"), join(copy, "files"), { recursive: true });
      return site;
    },
    async lose() {
      await store.drop();
      await rm(folder, { recursive: true });
    },
    async restore() {
      const server = await startOwnServer(await folderFor(undo, "fresh-server"));
      undo.push(() => server.stop());
      const restore = () =>
        run("pg_restore", ["--exit-on-error", "--no-owner", `--dbname=${urlOf(server.store.address)}`, dump]);
      // Roles belong to a server and are in no dump of a database.
      await expect(restore()).rejects.toThrow('role "ventanilla_caller" does not exist');
      const psql = (sql: string) => run("psql", ["--quiet", urlOf(server.store.address), "--command", sql]);
      await psql("drop schema public cascade; create schema public");
      await psql("create role ventanilla_caller nologin noinherit; grant ventanilla_caller to current_user");
      await restore();
      await cp(join(copy, "files"), join(folder, "files"), { recursive: true });
      return { ...site, store: server.store };
    },
  };
  return site;
}

const SITES = {
  "the built-in PostgreSQL": builtInSite,
  ...(process.env.TEST_DATABASE_URL ? { "a PostgreSQL server": serverSite } : {}),
};

describe.each(Object.entries(SITES))("a gateway on %s whose data are lost", (_name, open) => {
  it(
    "answers as at the time of the backup once they are restored, and shows what the backup cannot know",
    async () => {
      const folder = await folderFor(undo, "site");
      const copy = await folderFor(undo, "copy");
      const heads = await folderFor(undo, "heads");
      const redis = await startOwnRedis();
      undo.push(() => redis.kill());
      const settings = (more: object = {}) => ({
        ENCRYPTION_KEYS,
        LEDGER_KEYS,
        LEDGER_HEADS_DIR: heads,
        DATA_DIR: folder,
        REDIS_URL: redis.url,
        ...more,
      });
      const [ENCRYPTION_KEYS, LEDGER_KEYS] = [keys(), keys()];
      let site = await open(folder, copy);

      let gateway = await startTestGateway(settings(), { store: site.store });
      const made = await fill(gateway);
      const before = await seenIn(gateway, made);
      expect(before.bytes).toEqual(PDF);
      expect(before.business).toMatchObject({ rfc: RFC, curp: CURP, email: EMAIL });
      const { ledgerHead, ledgerKeys } = before.catalog;
      const [{ publicKey }] = ledgerKeys;

      if (open === builtInSite) await gateway.close();
      site = await site.backUp();
      if (open === builtInSite) gateway = await startTestGateway(settings(), { store: site.store });
      // What nobody will have: an edition that the cache keeps, and a decision of which the folder of heads has the head.
      await describeAs(gateway, "Después de la copia.");
      expect(await descriptionIn(gateway)).toBe("Después de la copia.");
      await allSealed(gateway);
      const lost = (await gateway.read("{ ledgerHead { size root link sealedAt keyId signature } }")).ledgerHead;
      expect(lost.size).toBeGreaterThan(ledgerHead.size);
      await gateway.close();
      await site.lose();

      site = await site.restore();
      // The folder of heads knows of a head that is gone, and nothing makes the gateway forget it.
      gateway = await startTestGateway(settings(), { store: site.store });
      expect(await seenIn(gateway, made)).toEqual(before);
      const failed: AggregateError = await gateway.upkeep().then(
        () => new AggregateError([]),
        (error) => error,
      );
      expect(failed.errors.map(errorName)).toEqual(["LedgerRewritten"]);
      await gateway.close();
      expect((await readdir(heads)).length).toBeGreaterThan(1);

      // As the guide says: the old folder is put away as evidence, a new one begun.
      const LEDGER_HEADS_DIR = await folderFor(undo, "new-heads");
      gateway = await startTestGateway(settings({ LEDGER_HEADS_DIR }), { store: site.store });
      expect(await checked(gateway, publicKey, ledgerHead)).toEqual({
        code: 0,
        said: expect.stringContaining("Todo está en orden. / All is in order."),
      });
      expect((await checked(gateway, publicKey, lost)).code).toBe(1);

      // It goes on: other contents under a number that the cache has seen, and a decision that is sealed.
      await describeAs(gateway, "Otra cosa.");
      expect(await descriptionIn(gateway)).toBe("Otra cosa.");
      const { send } = casesOf(gateway);
      await send("rosa", "sendMessage", { applicationId: made.applicationId, body: "¿Siguen ahí?", internal: false });
      await allSealed(gateway);
      const { ledgerHead: newest } = await gateway.read("{ ledgerHead { size root link sealedAt keyId signature } }");
      expect(newest.size).toBeGreaterThan(ledgerHead.size);
      expect((await checked(gateway, publicKey, ledgerHead)).code).toBe(0);
      const everything = await dumpOf(gateway.database);
      for (const secret of [RFC, CURP, EMAIL, TITLE]) expect(everything).not.toContain(secret);
      await gateway.close();

      // Without the keys it is a catalog, and nothing else.
      gateway = await startTestGateway(settings({ LEDGER_HEADS_DIR, ENCRYPTION_KEYS: keys(), REDIS_URL: "" }), {
        store: site.store,
      });
      expect(await descriptionIn(gateway)).toBe("Otra cosa.");
      const { data, errors } = await casesOf(gateway)
        .as("rosa")
        .ask("query ($id: ID!) { application(id: $id) { title } }", { id: made.applicationId });
      expect(JSON.stringify(data)).not.toContain(TITLE);
      expect(errors?.[0]?.extensions.code).toBe("INTERNAL_SERVER_ERROR");
      await gateway.close();
    },
    PATIENCE,
  );
});
