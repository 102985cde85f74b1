import { randomUUID } from "node:crypto";
import { MIGRATIONS } from "../../schema/migrations/index.js";
import { ENTITIES } from "../../src/house/modules.js";
import { Database } from "../../src/platform/database.js";
import { createLog } from "../../src/platform/log.js";
import type { ProgramDocument } from "../../src/programs/document/program-document.js";
import { Harvester } from "../../src/programs/sources/harvest/harvester.js";
import { ITEM_COLUMNS, type ItemRow } from "../../src/programs/sources/harvest/items.js";
import {
  type Asked,
  askForHarvest,
  HARVEST_COLUMNS,
  type HarvestRow,
} from "../../src/programs/sources/harvest/queue.js";
import { type Adapter, type FeedItem, type Source, SourceFailed } from "../../src/programs/sources/source.js";
import { keepSources } from "../../src/programs/sources/source-store.js";
import { directoryOf } from "./directory.js";
import { KNOWN } from "./preflight.js";
import { createTestDatabase } from "./store.js";

/** What a publisher has on a day: its items, or why it cannot be read. Pages are small, so that there are several. */
export interface Publisher {
  items: readonly FeedItem[];
  failure?: SourceFailed | undefined;
  unchanged?: boolean;
  pageSize: number;
  /** Called between two pages. */
  between?: () => Promise<void>;
}

export const SOURCE: Source = {
  key: "gaceta",
  name: { es: "Gaceta de prueba", en: "Gazette of the tests" },
  owner: "se",
  catalog: "prosec",
  wire: "json",
  address: "https://gaceta.example/programas",
  trust: "auto_publish",
  everyMinutes: 60,
  mostLost: 0.2,
  retireAfterDays: 30,
};

/** A feed that the tests write, in the place of one that is fetched: what happens to what was read is what is tried with it. */
export function adapterOf(publishers: ReadonlyMap<string, Publisher>): Adapter {
  return {
    async fetch({ key }) {
      const publisher = publishers.get(key);
      if (publisher === undefined) throw new SourceFailed("unreachable");
      if (publisher.failure) throw publisher.failure;
      if (publisher.unchanged) return { unchanged: true };
      return { unchanged: false, validators: () => ({ etag: "1", lastModified: null }), pages: pagesOf(publisher) };
    },
    toProgram: (raw) =>
      typeof raw === "object" && raw !== null ? (raw as Readonly<Record<string, unknown>>) : undefined,
  };
}

async function* pagesOf({ items, pageSize, between }: Publisher) {
  for (let at = 0; at < items.length; at += pageSize) {
    yield items.slice(at, at + pageSize);
    await between?.();
  }
}

const WANTED: Asked = { source: SOURCE.key, kind: "asked", itemId: null, allowLoss: false, askedBy: "somebody" };

/** A catalog with the seeds, and publishers whose feeds it harvests. */
export async function openHarvests(sources: readonly Source[] = [SOURCE]) {
  const made = await createTestDatabase();
  const open = () =>
    Database.open({
      address: made.address,
      entities: ENTITIES,
      migrations: MIGRATIONS,
      pool: 5,
      log: createLog(process.env.TEST_LOG ?? "silent"),
    });
  const database = await open();
  const told: string[] = [];
  const publishers = new Map(sources.map(({ key }) => [key, { items: [], pageSize: 3 } as Publisher]));
  let now = new Date("2026-11-24T18:00:00Z");
  await database.asGateway((tx) => keepSources(tx, sources, now));
  // Nothing is read before it is asked for.
  await database.query("update source set next_at = next_at + interval '1 hour'");
  const adapter = adapterOf(publishers);
  const adapters = { folder: adapter, json: adapter, csv: adapter, graphql: adapter, commongrants: adapter };
  const harvesterOn = (on: Database) =>
    new Harvester({
      database: on,
      directory: directoryOf(on),
      facts: KNOWN.facts,
      places: KNOWN.places,
      adapters,
      tell: async (_, editions) => {
        told.push(...editions.map(({ slug }) => slug));
      },
      now: () => now,
    });
  const harvester = harvesterOn(database);
  let tellStopped: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => {
    tellStopped = resolve;
  });

  const harvestOf = async (id: string) => {
    const [row] = await database.query<HarvestRow>(`select ${HARVEST_COLUMNS} from harvest h where id = $1`, [id]);
    return row as HarvestRow;
  };
  return {
    database,
    told,
    publishers,
    harvester,
    /** Another gateway on the same database. */
    async another() {
      const own = await open();
      return { harvester: harvesterOn(own), close: () => own.close() };
    },
    publisher: (key = SOURCE.key) => publishers.get(key) as Publisher,
    pass(hours: number) {
      now = new Date(now.getTime() + hours * 3_600_000);
      return now;
    },
    now: () => now,
    stopped,
    stop() {
      harvester.stop();
      tellStopped();
    },
    ask: (asked: Partial<Asked> = {}) => askForHarvest(database, { ...WANTED, ...asked }, now),
    /** Harvests one source now, and tells what became of it. */
    async harvest(asked: Partial<Asked> = {}) {
      const wanted = {
        source: SOURCE.key,
        kind: "asked",
        itemId: null,
        allowLoss: false,
        askedBy: "somebody",
      } as const;
      const id = await askForHarvest(database, { ...wanted, ...asked }, now);
      await harvester.harvestDue(now);
      return harvestOf(id);
    },
    harvestOf,
    async item(itemId: string, source = SOURCE.key) {
      const [row] = await database.query<ItemRow>(
        `select ${ITEM_COLUMNS} from source_item i where source = $1 and item_id = $2`,
        [source, itemId],
      );
      return row;
    },
    async program(slug: string) {
      const [row] = await database.query<{ document: ProgramDocument; number: number; origin: string }>(
        `select v.document, v.number, v.origin from program_version v join program p on p.id = v.program_id
          where p.slug = $1 and v.superseded_at is null and upper_inf(v.in_force)`,
        [slug],
      );
      return row;
    },
    async close() {
      await database.close();
      await made.drop();
    },
  };
}
export type Harvests = Awaited<ReturnType<typeof openHarvests>>;

/** What a feed may say of a program: little, and in one language. */
export function programme(name: string, more: Readonly<Record<string, unknown>> = {}) {
  return {
    name: { es: name },
    description: { es: `Apoyo que da ${name} a las empresas que fabrican.` },
    supports: { kinds: ["grant"] },
    ...more,
  };
}

export function item(id: string, raw: unknown = programme(`Programa ${id}`)): FeedItem {
  return { id, raw };
}

export const newKey = () => `k-${randomUUID().slice(0, 8)}`;
