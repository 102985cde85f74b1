import { LRUCache } from "lru-cache";
import type { Database } from "../../platform/database.js";
import { inSlices, mapping } from "../../platform/in-slices.js";
import type { DirectoryService } from "../directory.service.js";
import type { SourceDocument } from "../document/reference-documents.js";
import { readRules, versionsInForce } from "../store/read-rules.js";
import { type RuledByDay, type RuledVersion, ruledByDay, ruledOn } from "./ruled-version.js";

/** Days whose rules are kept ready, today's is asked for nearly always; and how many programs they may have together. */
const DAYS_KEPT = 16;
const PROGRAMS_KEPT = 250_000;

/** Versions read by one statement: few enough to be read within its time, and to be taken apart without holding the thread. */
const BATCH = 250;

/** The rules in force on a day. */
export interface RuleBookEdition {
  readonly revision: string;
  readonly asOf: string;
  readonly programs: readonly RuledVersion[];
}

interface Kept {
  readonly revision: string;
  readonly edition: Promise<RuleBookEdition>;
}

/**
 * The rules of the days that are asked about. A version never changes, so that after a publication only what is new is read; all of it
 * is read anew where a document that is cited has another title. One edition is read at a time, so that the next has what it read.
 */
export class RuleBookEditions {
  readonly #kept = new LRUCache<string, Kept>({ max: DAYS_KEPT, maxSize: PROGRAMS_KEPT });
  #versions: Map<string, RuledByDay> = new Map();
  #readAt: string | undefined;
  #titles = "";
  #reading: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: Pick<Database, "query">,
    private readonly directory: Pick<DirectoryService, "revision" | "sources">,
  ) {}

  /** The same object for as long as the revision of the catalog. */
  async on(asOf: string): Promise<RuleBookEdition> {
    const revision = await this.directory.revision();
    const known = this.#kept.get(asOf);
    if (known?.revision === revision) return known.edition;
    for (const [day, { revision: then }] of this.#kept.entries()) if (then !== revision) this.#kept.delete(day);
    const edition = this.#reading.then(() => this.#read(revision, asOf));
    this.#reading = edition.catch(() => {});
    this.#keep(asOf, { revision, edition });
    return edition;
  }

  #keep(asOf: string, kept: Kept): void {
    this.#kept.set(asOf, kept, { size: 1 });
    const still = () => this.#kept.peek(asOf) === kept;
    kept.edition.then(
      ({ programs }) =>
        still() && this.#kept.set(asOf, kept, { size: Math.min(Math.max(programs.length, 1), PROGRAMS_KEPT) }),
      () => still() && this.#kept.delete(asOf),
    );
  }

  async #read(revision: string, asOf: string): Promise<RuleBookEdition> {
    const [ids, sources] = await Promise.all([versionsInForce(this.database, asOf), this.directory.sources()]);
    const titles = JSON.stringify([...sources.values()].map(({ key, title }) => [key, title]));
    if (titles !== this.#titles) this.#versions = new Map();
    this.#titles = titles;
    await this.#readMissing(ids, sources);
    const inForce = new Map<string, RuledByDay>();
    const programs = await inSlices(
      mapping(ids, (id) => {
        const version = this.#version(id);
        inForce.set(id, version);
        return ruledOn(version, asOf);
      }),
    );
    // Of the revision before, what is in force no longer goes; other days of this one are likely to be asked about again.
    if (this.#readAt !== revision) this.#versions = inForce;
    this.#readAt = revision;
    return { revision, asOf, programs };
  }

  async #readMissing(ids: readonly string[], sources: ReadonlyMap<string, SourceDocument>): Promise<void> {
    const missing = ids.filter((id) => !this.#versions.has(id));
    const readFrom = (start: number) => readRules(this.database, missing.slice(start, start + BATCH));
    let next = missing.length === 0 ? undefined : readFrom(0);
    for (let start = BATCH; next !== undefined; start += BATCH) {
      const batch = await next;
      // The store reads on while this thread takes apart what came.
      next = start < missing.length ? readFrom(start) : undefined;
      next?.catch(() => {});
      for (const version of batch) this.#versions.set(version.id, ruledByDay(version, sources));
    }
  }

  #version(id: string): RuledByDay {
    const version = this.#versions.get(id);
    if (version === undefined) throw new Error(`version ${id} is not in the store`);
    return version;
  }
}
