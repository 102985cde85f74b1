/**
 * How fast a feed of programs is harvested: all of it new, nothing of it changed, one in a hundred changed. `--items`, 10,000 by default,
 * by one source of JSON pages on this machine; the store is the built-in PostgreSQL.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { FeedEntry } from "../src/demo-publishers/faces.js";
import { Publisher } from "../src/demo-publishers/publisher.js";
import { prepareStore } from "../src/gateway.js";
import { startEmbeddedPostgres } from "../src/platform/embedded-postgres/index.js";
import { createHttpClient } from "../src/platform/http/http-client.js";
import { createLog } from "../src/platform/log.js";
import { SEED_FOLDER } from "../src/programs/module.js";
import { loadSeedFiles } from "../src/programs/seed/read-seeds.js";
import type { Source } from "../src/programs/sources/source.js";
import { machine, printTable } from "./measure.js";
import { syntheticPrograms } from "./synthetic-programs.js";

const { values } = parseArgs({ options: { items: { type: "string", default: "10000" } } });
const ITEMS = Number(values.items);

const folder = await mkdtemp(join(tmpdir(), "bench-harvest-"));
const postgres = await startEmbeddedPostgres({ folder });
const real = (await loadSeedFiles(SEED_FOLDER)).read().programs.map(({ value }) => value);
// In the places of the real ones: rules that name a state are about it.
const entries: FeedEntry[] = syntheticPrograms(real, [], ITEMS).map(({ relations: _, status, ...profile }, index) => ({
  id: profile.slug,
  profile: {
    ...profile,
    jurisdiction: real[index % real.length]?.jurisdiction,
    status: status.map(({ successor: _successor, ...one }) => one),
  },
}));
const feeds = { "/programs": entries };
const publisher = await new Publisher({ wire: "json", feeds, pageSize: 100 }).listen();
const source: Source = {
  key: "bench",
  name: { es: "Banco de pruebas", en: "Bench" },
  owner: "se",
  catalog: "comercio-exterior",
  wire: "json",
  address: `${publisher.origin}/programs`,
  trust: "auto_publish",
  everyMinutes: 1,
  mostLost: 0.2,
  retireAfterDays: 30,
};
let now = new Date();
const http = createHttpClient({ userAgent: "bench", guard: { allow: { loopback: true } } });
const store = await prepareStore({
  address: { host: postgres.socketDir, port: postgres.port, user: postgres.user, database: "postgres" },
  log: createLog("error"),
  now: () => now,
  feeds: { sources: [source], http },
});
const job = store.modules.flatMap(({ jobs = [] }) => jobs).find(({ name }) => name === "harvest");

async function harvest(what: string) {
  now = new Date(now.getTime() + 120_000);
  let most = 0;
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage().heapUsed);
  }, 20);
  const begun = performance.now();
  await job?.run(now);
  const seconds = (performance.now() - begun) / 1_000;
  clearInterval(look);
  const [{ counts } = { counts: {} }] = await store.database.query<{ counts: object }>(
    "select counts from harvest order by asked_at desc limit 1",
  );
  const made = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`);
  return [what, made.join(", "), seconds.toFixed(1), Math.round(ITEMS / seconds), `${Math.round(most / 2 ** 20)} MiB`];
}

const rows = [await harvest("all new")];
publisher.mode = "well";
await store.database.query("update source set etag = null");
rows.push(await harvest("nothing changed, read whole"));
for (let at = 0; at < entries.length; at += 100) {
  const entry = entries[at] as FeedEntry;
  entries[at] = { ...entry, profile: { ...entry.profile, acronym: "NUEVO" } };
}
await store.database.query("update source set etag = null");
rows.push(await harvest("one in a hundred changed"));
rows.push(await harvest("unchanged, by ETag"));
process.stdout.write(`${machine()}\n\n`);
printTable(["harvest", "what became of it", "seconds", "items a second", "most heap"], rows);

await store.database.close();
await http.close();
await publisher.close();
await postgres.stop();
await rm(folder, { recursive: true, force: true });
