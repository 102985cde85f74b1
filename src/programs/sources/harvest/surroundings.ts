import type { Database } from "../../../platform/database.js";
import type { DirectoryService } from "../../directory.service.js";
import type { FactVocabulary, Places } from "../../ports.js";
import type { Source } from "../source.js";
import { documentKeyOf } from "./complete.js";
import type { Held, Surroundings } from "./consider.js";
import { likenessOf, type Recognised } from "./evidence.js";
import { Likenesses } from "./likenesses.js";

export interface SurroundingsNeeds {
  readonly database: Database;
  readonly directory: DirectoryService;
  readonly facts: FactVocabulary;
  readonly places: Places;
}

/** Reads what a harvest has to know of the catalog; undefined when the agency that owns the source is not in it. */
export async function surroundingsOf(
  { database, directory, facts, places }: SurroundingsNeeds,
  source: Source,
  harvestId: string,
  day: string,
): Promise<Surroundings | undefined> {
  const [everyone, programs, staged, parted] = await Promise.all([
    directory.everyone(),
    database.query<Recognised & { bySource: string | null; byItem: string | null }>(PROGRAMS),
    database.query<{ slug: string }>(
      "select said ->> 'slug' as slug from harvest_staged where harvest_id = $1 and said ? 'slug'",
      [harvestId],
    ),
    database.query<{ itemId: string; slugs: string[] }>(
      `select item_id as "itemId", array_agg(slug) as slugs from source_join where source = $1 and parted_at is not null group by item_id`,
      [source.key],
    ),
  ]);
  const owner = everyone.agencies.get(source.owner)?.document;
  if (owner === undefined || !everyone.catalogs.has(source.catalog)) return undefined;
  const held = programs.map(({ slug, catalog, bySource, byItem }): [string, Held] => [
    slug,
    { catalog, by: bySource === null || byItem === null ? null : { source: bySource, itemId: byItem } },
  ]);
  return {
    source,
    owner,
    day,
    known: {
      agencies: new Set(everyone.agencies.keys()),
      catalogs: new Set(everyone.catalogs.keys()),
      sources: new Set([...everyone.sources.keys(), documentKeyOf(source)]),
      // Programs of one feed may name each other, whichever of them comes first.
      programs: new Set([...programs, ...staged].map(({ slug }) => slug)),
      facts,
      places,
    },
    programs: new Map(held),
    likenesses: new Likenesses(programs.map(likenessOf)),
    parted: new Map(parted.map(({ itemId, slugs }) => [itemId, new Set(slugs)])),
  };
}

/** Of each program in force no more than it is recognised by. */
const PROGRAMS = `select p.slug, v.document ->> 'catalog' as catalog, v.document -> 'name' as name, v.document -> 'aliases' as aliases,
    v.document ->> 'acronym' as acronym, v.document -> 'agencies' as agencies, v.document -> 'jurisdiction' as jurisdiction,
    jsonb_build_object('kinds', v.document -> 'supports' -> 'kinds') as supports, i.source as "bySource", i.item_id as "byItem"
  from program_version v join program p on p.id = v.program_id
  left join source_item i on i.slug = p.slug and i.state <> 'joined'
 where v.superseded_at is null and upper_inf(v.in_force)`;
