import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import type { FacedWire, FeedEntry } from "../../src/demo-publishers/faces.js";
import { Publisher } from "../../src/demo-publishers/publisher.js";
import { createHttpClient, type HttpLimits } from "../../src/platform/http/http-client.js";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { type AdapterNeeds, createAdapters } from "../../src/programs/sources/adapters/index.js";
import { type Feed, type FeedItem, type Source, SourceFailed, type Wire } from "../../src/programs/sources/source.js";
import { createPlaces } from "../../src/reference/places.js";
import { loadReferenceTables } from "../../src/reference/tables.js";

const places = createPlaces(await loadReferenceTables(join(PACKAGE_ROOT, "seeds", "reference")));

/** Quick to give up and to try again. */
const LIMITS: Partial<HttpLimits> = { headersTimeout: 400, timeout: 800, firstDelay: 5, rest: 300 };

export interface Reading extends AdapterNeeds {
  readonly adapters: ReturnType<typeof createAdapters>;
  close(): Promise<void>;
}

/** Adapters that may call this machine. */
export function createReading(limits: Partial<HttpLimits> = {}): Reading {
  const guard = { allow: { loopback: true } };
  const http = createHttpClient({ guard, userAgent: "ventanilla-test", limits: { ...LIMITS, ...limits } });
  const needs = { http, states: places };
  return { ...needs, adapters: createAdapters(needs), close: () => http.close() };
}

export const sourceAt = (wire: Wire, address: string): Source => ({
  key: `test-${wire}`,
  name: { es: "Prueba", en: "Test" },
  owner: "se",
  catalog: "fondo-pyme",
  wire,
  address,
  trust: "review",
  everyMinutes: 5,
  mostLost: 0.3,
  retireAfterDays: 30,
});

/** Programs that nobody has, as many as are wanted. */
export const madeUpEntries = (count: number, more: object = {}): readonly FeedEntry[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `apoyo-${at + 1}`,
    profile: {
      slug: `apoyo-${at + 1}`,
      name: { es: `Apoyo ${at + 1} para la señalización`, en: `Support ${at + 1}` },
      kind: "fund",
      ...more,
    },
  }));

export async function startPublisher(wire: FacedWire, entries: readonly FeedEntry[], pageSize = 2): Promise<Publisher> {
  return new Publisher({ wire, feeds: { "/programas": entries }, pageSize }).listen();
}

/** A folder of profiles that is gone when it is closed. */
export async function writeFolder(files: Readonly<Record<string, string | Buffer>>) {
  const folder = await mkdtemp(join(tmpdir(), "feed-"));
  const write = (more: typeof files) =>
    Promise.all(Object.entries(more).map(([name, content]) => writeFile(join(folder, name), content)));
  await write(files);
  return { folder, write, close: () => rm(folder, { recursive: true }) };
}

export const yamlFiles = (entries: readonly FeedEntry[]) =>
  Object.fromEntries(entries.map(({ id, profile }) => [`${id}.yaml`, stringify(profile)]));

/** All items of a feed, page by page. */
export async function pagesOf(feed: Feed): Promise<readonly (readonly FeedItem[])[]> {
  if (feed.unchanged) throw new Error("unchanged");
  const pages: (readonly FeedItem[])[] = [];
  for await (const page of feed.pages) pages.push(page);
  return pages;
}

/** What comes of reading a whole feed: how many items, that it is unchanged, or the failure. */
export async function outcomeOf(reading: Reading, source: Source, signal?: AbortSignal): Promise<unknown> {
  try {
    const adapter = reading.adapters[source.wire];
    const feed = await adapter.fetch(source, null, signal ?? new AbortController().signal);
    return (await pagesOf(feed)).flat().length;
  } catch (error) {
    return error instanceof SourceFailed ? error.message : error;
  }
}
