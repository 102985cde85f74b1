import { stringify } from "yaml";
import type { ProgramDocument } from "../programs/document/program-document.js";
import type { Text } from "../programs/document/text.js";
import type { Seeds } from "../programs/seed/read-seeds.js";
import type { Source } from "../programs/sources/source.js";
import type { FacedWire, FeedEntry } from "./faces.js";
import { Publisher } from "./publisher.js";

/** The catalogs that have a publisher in the demonstration, and the wire of each. */
const PUBLISHED: readonly { readonly catalog: string; readonly wire: FacedWire }[] = [
  { catalog: "fondo-pyme", wire: "json" },
  { catalog: "fondo-nacional-emprendedor", wire: "graphql" },
  { catalog: "prosec", wire: "commongrants" },
  { catalog: "fideicomisos-estatales", wire: "csv" },
];

const TERMS = { trust: "review", everyMinutes: 1, mostLost: 0.3, retireAfterDays: 30 } as const;

export interface DemoPublisher {
  readonly catalog: string;
  readonly publisher: Publisher;
  /** The rows with which a gateway reads it. */
  readonly sources: readonly Source[];
}

/**
 * A publisher for each of the catalogs, with the programs that the seeds have of it: a feed for each agency that answers for some
 * of them. Ports count from `firstPort`; they are free ones when that is nought.
 */
export async function startDemoPublishers(seeds: Seeds, firstPort = 0): Promise<readonly DemoPublisher[]> {
  const started: DemoPublisher[] = [];
  try {
    for (const [at, { catalog, wire }] of PUBLISHED.entries()) {
      const feeds = feedsOf(seeds, catalog);
      const port = firstPort === 0 ? 0 : firstPort + at;
      const paths = Object.fromEntries([...feeds].map(([owner, entries]) => [`/${owner}`, entries]));
      const publisher = await new Publisher({ wire, feeds: paths, port }).listen();
      const sources = [...feeds.keys()].map((owner) => sourceOf(seeds, { catalog, wire, owner }, publisher.origin));
      started.push({ catalog, publisher, sources });
    }
    return started;
  } catch (error) {
    await Promise.all(started.map(({ publisher }) => publisher.close()));
    throw error;
  }
}

/** The sources of all of them, as a file that a gateway can be started with. */
export const sourcesFile = (publishers: readonly DemoPublisher[]): string =>
  stringify(publishers.flatMap(({ sources }) => sources));

/** The programs of a catalog by the agency that answers for them: the catalog's publisher, or who runs each of them. */
function feedsOf({ programs, catalogs }: Seeds, catalog: string): ReadonlyMap<string, readonly FeedEntry[]> {
  const publisher = catalogs.value.find(({ slug }) => slug === catalog)?.publisher;
  const own = programs.map(({ value }) => value).filter((program) => program.catalog === catalog);
  const owned = Map.groupBy(own, (program) => publisher ?? runnerOf(program));
  return new Map([...owned].map(([owner, found]) => [owner, found.map((profile) => ({ id: profile.slug, profile }))]));
}

function runnerOf({ agencies, slug }: ProgramDocument): string {
  const found = agencies.find(({ role }) => role === "administrator") ?? agencies[0];
  if (found === undefined) throw new Error(`nobody runs ${slug}`);
  return found.agency;
}

function sourceOf(
  { catalogs, agencies }: Seeds,
  { catalog, wire, owner }: { readonly catalog: string; readonly wire: FacedWire; readonly owner: string },
  origin: string,
): Source {
  const of = catalogs.value.find(({ slug }) => slug === catalog);
  const by = agencies.value.find(({ slug }) => slug === owner);
  // A catalog of one publisher is called by its own name, and one of several by theirs.
  const called: Text = (of?.publisher === undefined ? by : of)?.name ?? {};
  const { es = owner, en = es } = called;
  const key = of?.publisher === undefined ? `${catalog}-${owner}` : catalog;
  return { key, name: { es, en }, owner, catalog, wire, address: `${origin}/${owner}`, ...TERMS };
}
