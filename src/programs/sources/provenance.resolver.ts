import DataLoader from "dataloader";
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { concept } from "../../graph/concept.js";
import { type GraphContext, perRequest } from "../../graph/context.js";
import { instant } from "../../graph/instant.js";
import { globalId, readGlobalId } from "../../graph/node.js";
import type { Database } from "../../platform/database.js";
import { labelOf } from "../publishing/compare/label.js";
import type { ProgramView } from "../view/present-program.js";
import { Program } from "../view/program.types.js";
import { ITEM_STATES } from "./harvest/vocabulary.js";
import { ORIGINS, provenanceOf, type Recorded } from "./provenance.js";
import { FieldProvenance, ProgramSource } from "./provenance.types.js";
import type { SourceReader } from "./source.reader.js";

/** Editions that are looked back over; a field that is older is told to be of the oldest of them. */
const LOOKED_BACK = 50;
const REVISION = "revision:";

/** What sources add to every program: where each fact is from. */
@Resolver(() => Program)
export class ProvenanceResolver {
  readonly #editions: (context: GraphContext) => DataLoader<Wanted, readonly Recorded[], string>;

  constructor(
    database: Database,
    private readonly reader: SourceReader,
  ) {
    this.#editions = perRequest(
      () => new DataLoader((wanted) => editionsOf(database, wanted), { cacheKeyFn: ({ id, upTo }) => `${id}/${upTo}` }),
    );
  }

  @FieldResolver(() => [FieldProvenance], {
    complexity: 300,
    description:
      "De dónde viene cada dato: qué fuente o qué revisión, y desde cuándo. Where each field comes from: which source or revision, and since when.",
  })
  async provenance(@Root() program: ProgramView, @Ctx() context: GraphContext) {
    const [editions, items] = await Promise.all([
      this.#editions(context).load({ id: readGlobalId(program.id).key, upTo: program.version.number }),
      this.reader.itemsOf(context).load(program.slug),
    ]);
    return provenanceOf(editions, items).map(({ field, origin, source, fetchedAt, edition, curated }) => ({
      field,
      label: labelOf([field], context.language),
      origin: concept(ORIGINS, origin, context.language),
      sourceKey: source,
      fetchedAt: fetchedAt === null ? null : instant(new Date(fetchedAt)),
      edition: edition.number,
      recordedAt: instant(new Date(edition.recordedAt)),
      revisionId: edition.origin.startsWith(REVISION)
        ? globalId("Revision", edition.origin.slice(REVISION.length))
        : null,
      curated: curated.map((path) => path.map(String)),
    }));
  }

  @FieldResolver(() => [ProgramSource], {
    complexity: ({ childComplexity }) => 10 + childComplexity,
    description: "Las fuentes que hablan de él. The sources that speak of it.",
  })
  async sources(@Root() { slug }: ProgramView, @Ctx() context: GraphContext) {
    const items = await this.reader.itemsOf(context).load(slug);
    return items.map(({ source, itemId, state, seenAt, vanishedAt }) => ({
      sourceKey: source,
      itemId,
      state: concept(ITEM_STATES, state, context.language),
      seenAt: instant(new Date(seenAt)),
      vanishedAt: vanishedAt === null ? null : instant(new Date(vanishedAt)),
    }));
  }
}

/** The editions of a program up to one of them. */
interface Wanted {
  readonly id: string;
  readonly upTo: number;
}

async function editionsOf(database: Database, wanted: readonly Wanted[]): Promise<readonly (readonly Recorded[])[]> {
  const rows = await database.query<Recorded & { readonly place: number }>(
    `select w.place::int as place, v.number, v.origin, v.recorded_at as "recordedAt", v.document
       from unnest($1::uuid[], $2::int[]) with ordinality as w(id, up_to, place), lateral (
         select number, origin, recorded_at, document from program_version
          where program_id = w.id and number <= w.up_to and continues is null order by number desc limit ${LOOKED_BACK}) as v
      order by w.place, v.number`,
    [wanted.map(({ id }) => id), wanted.map(({ upTo }) => upTo)],
  );
  const byPlace = Map.groupBy(rows, ({ place }) => place);
  return wanted.map((_, index) => byPlace.get(index + 1) ?? []);
}
