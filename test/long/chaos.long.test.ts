import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { MODES, type Mode } from "../../src/demo-publishers/modes.js";
import { Publisher } from "../../src/demo-publishers/publisher.js";
import { type DemoPublisher, startDemoPublishers } from "../../src/demo-publishers/publishers.js";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { loadSeedFiles } from "../../src/programs/seed/read-seeds.js";
import type { Source } from "../../src/programs/sources/source.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";

/** How long publishers misbehave, in seconds. */
const SECONDS = Number(process.env.CHAOS_SECONDS ?? "300");
const MOST_HEAP = 300 * 1_048_576;

const profileOf = (at: number, edition: number) => ({
  name: { es: `Programa del caos ${at}` },
  description: { es: `Lo que da, en su edición ${edition}.` },
  supports: { kinds: ["grant"] },
});
const ITEMS = 20;

let now = new Date("2026-11-24T18:00:00Z");
let folder: string;
let demo: readonly DemoPublisher[];
let own: Publisher;
let gateway: TestGateway;
const entries = Array.from({ length: ITEMS }, (_, at) => ({ id: `caos-${at}`, profile: profileOf(at, 0) }));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chaos-"));
  demo = await startDemoPublishers((await loadSeedFiles(join(PACKAGE_ROOT, "seeds"))).read());
  own = await new Publisher({ wire: "json", feeds: { "/caos": entries }, pageSize: 5 }).listen();
  const source: Source = {
    key: "caos",
    name: { es: "Caos", en: "Chaos" },
    owner: "se",
    catalog: "comercio-exterior",
    wire: "json",
    address: `${own.origin}/caos`,
    trust: "auto_publish",
    everyMinutes: 1,
    mostLost: 0.2,
    retireAfterDays: 30,
  };
  const sources = [...demo.flatMap((one) => one.sources).map((one) => ({ ...one, trust: "auto_publish" })), source];
  const file = join(folder, "sources.yaml");
  await writeFile(file, stringify(sources));
  gateway = await startTestGateway({ SOURCES_FILE: file, SOURCES_ALLOW_LOOPBACK: "1" }, { now: () => now });
}, 120_000);
afterAll(async () => {
  await gateway.close();
  await Promise.all([own, ...demo.map(({ publisher }) => publisher)].map((publisher) => publisher.close()));
  await rm(folder, { recursive: true, force: true });
});

/** What the catalog serves, program by program. */
async function served(): Promise<ReadonlyMap<string, string>> {
  const rows = await gateway.database.query<{ slug: string; digest: string }>(
    `select document ->> 'slug' as slug, md5((document - 'citations')::text) as digest from program_version
      where superseded_at is null and upper_inf(in_force)`,
  );
  return new Map(rows.map(({ slug, digest }) => [slug, digest]));
}

async function harvestAll(minutes = 10) {
  now = new Date(now.getTime() + minutes * 60_000);
  await gateway.upkeep(now);
}

describe("publishers that misbehave in every way, one after another", () => {
  it(
    "never get a wrong program served nor a good one lost, and what they say well is taken over",
    async () => {
      await harvestAll();
      const publishers = [own, ...demo.map(({ publisher }) => publisher)];
      const bad = (Object.keys(MODES) as Mode[]).filter((mode) => mode !== "well");
      const before = await served();
      const told = new Map<string, number>();
      let most = 0;
      let steps = 0;
      for (const until = performance.now() + SECONDS * 1_000; performance.now() < until; steps += 1) {
        const mode = bad[steps % bad.length] as Mode;
        for (const [at, publisher] of publishers.entries()) publisher.mode = (at + steps) % 2 === 0 ? mode : "well";
        await harvestAll();
        const { programs } = await gateway.read("{ programs(first: 1) { totalCount } }");
        expect(programs.totalCount).toBe(before.size);
        const wrong = [...(await served())].filter(([slug, digest]) => before.get(slug) !== digest);
        expect({ mode, wrong }).toEqual({ mode, wrong: [] });
        told.set(mode, (told.get(mode) ?? 0) + 1);
        most = Math.max(most, process.memoryUsage().heapUsed);
      }
      // What they say once they behave is what the catalog says.
      for (const publisher of publishers) publisher.mode = "well";
      for (const [at, entry] of entries.entries()) entry.profile = profileOf(at, steps);
      // The breaker of a source that failed last lets nothing through for half a minute.
      await new Promise((resolve) => setTimeout(resolve, 31_000));
      await gateway.database.query("update source set etag = null, last_modified = null");
      await harvestAll();
      const { program } = await gateway.read(`{ program(slug: "caos-7") { description } }`);
      expect(program.description).toBe(`Lo que da, en su edición ${steps}.`);
      const failing = await gateway.database.query("select key from source where failures > 0");
      expect(failing).toEqual([]);
      process.stdout.write(
        `${steps} rounds, ${told.size} of ${bad.length} ways, 0 wrong, 0 lost of ${before.size}, heap at most ${Math.round(most / 1_048_576)} MiB\n`,
      );
      expect(most).toBeLessThan(MOST_HEAP);
    },
    (SECONDS + 600) * 1_000,
  );
});
