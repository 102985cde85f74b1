import type { EntityManager } from "@mikro-orm/postgresql";
import { v5 as uuidFrom } from "uuid";
import { digestOf } from "../../platform/canonical-json.js";
import type { ProgramDocument } from "../document/program-document.js";
import type { AgencyDocument } from "../document/reference-documents.js";
import { statusPeriods } from "../document/status.js";
import { read } from "../document/text.js";
import { Program, ProgramAgency, ProgramStatusPeriod, ProgramVersion } from "../entities.js";
import type { Places } from "../ports.js";
import { type IndexedWord, indexWords } from "../search/index-words.js";
import { soundOf } from "../search/words.js";
import { facetsOf } from "./facets.js";

/** Ids made from names: the same program has the same id in every installation. */
const NAMESPACE = "9f4c4a3e-6a5b-4f0e-8f43-0d2f6c1b7a10";
export const idOf = (type: "agency" | "catalog" | "program", slug: string) => uuidFrom(`${type}/${slug}`, NAMESPACE);
/** The id of an edition: of the same text, number and time in force, the same everywhere. */
export const versionIdOf = (...parts: readonly (string | number)[]) =>
  uuidFrom(`version/${parts.join("/")}`, NAMESPACE);

export interface WriteContext {
  readonly agencies: ReadonlyMap<string, AgencyDocument>;
  readonly places: Places;
  readonly now: Date;
  /** Who made these versions: "seed", or the revision that did. */
  readonly origin: string;
}

export type Version = ReturnType<typeof toVersion>;

/** The row of an edition, and what it is made of. */
export function toVersion(document: ProgramDocument, number: number, { now, origin }: WriteContext) {
  const digest = digestOf(document);
  const { level, state, municipality } = document.jurisdiction;
  const row = {
    id: versionIdOf(document.slug, number, digest),
    programId: idOf("program", document.slug),
    number,
    catalogId: idOf("catalog", document.catalog),
    inForce: `[${document.inForceFrom},)`,
    recordedAt: now,
    origin,
    digest,
    level,
    stateCode: state ?? null,
    municipalityCode: municipality ?? null,
    nameEs: read(document.name, "es").value,
    nameEn: read(document.name, "en").value,
    facets: [...facetsOf(document)],
    document,
  };
  return { row, document };
}

/** Writes editions with all that is read off them: status by day, agencies, words to search by. */
export async function insertVersions(
  em: EntityManager,
  versions: readonly Version[],
  context: WriteContext,
): Promise<void> {
  await em.upsertMany(
    Program,
    versions.map(({ row, document }) => ({ id: row.programId, slug: document.slug })),
  );
  await em.insertMany(
    ProgramVersion,
    versions.map(({ row }) => row),
  );
  await em.insertMany(ProgramStatusPeriod, versions.flatMap(statusRows));
  await em.insertMany(ProgramAgency, versions.flatMap(agencyRows));
  await writeSearchIndex(
    em,
    versions.map(({ row, document }) => ({
      versionId: row.id,
      words: indexWords(document, context.agencies, context.places),
    })),
  );
}

function statusRows({ row, document }: Version) {
  return statusPeriods(document).map(({ from, until, statement }) => ({
    versionId: row.id,
    during: `[${from ?? ""},${until ?? ""})`,
    code: statement.code,
  }));
}

function agencyRows({ row, document }: Version) {
  const seen = new Set<string>();
  return document.agencies
    .map(({ agency, role }) => ({ versionId: row.id, agencyId: idOf("agency", agency), role }))
    .filter(({ agencyId, role }) => !seen.has(`${agencyId}/${role}`) && seen.add(`${agencyId}/${role}`));
}

/** Adds the words of the given versions to the index; stems are PostgreSQL's, of the forms with their accents. */
async function writeSearchIndex(
  em: EntityManager,
  versions: readonly { versionId: string; words: readonly IndexedWord[] }[],
): Promise<void> {
  const forms = new Map<string, Set<string>>();
  for (const { words } of versions) {
    for (const { word, forms: written } of words) {
      const known = forms.get(word) ?? new Set();
      for (const form of written) known.add(form);
      forms.set(word, known);
    }
  }
  const words = [...forms].flatMap(([word, written]) =>
    [...written].map((form) => ({ word, form, sound: soundOf(word) })),
  );
  await em.execute(
    `with told as (
       select word, min(sound) as sound, array_agg(distinct stem) as stems
         from jsonb_to_recordset(?::jsonb) as w(word text, form text, sound text),
              lateral (
                select 'es:' || unnest(ts_lexize('spanish_stem', form)) as stem
                union select 'en:' || unnest(ts_lexize('english_stem', form))
              ) as stemmed
        where cardinality(ts_lexize('spanish_stem', form)) > 0 and cardinality(ts_lexize('english_stem', form)) > 0
        group by word)
     insert into search_word (word, sound, stems)
     select told.word, told.sound, told.stems from told left join search_word known on known.word = told.word
      where known.word is null or not known.stems @> told.stems
      order by told.word
     on conflict (word) do update set stems = (
       select array_agg(distinct stem) from unnest(search_word.stems || excluded.stems) as stem)`,
    [JSON.stringify(words)],
  );
  const postings = versions.flatMap(({ versionId, words: indexed }) =>
    indexed.map(({ word, weight, fields }) => ({ word, version_id: versionId, weight, fields })),
  );
  await em.execute(
    `insert into search_posting (word, version_id, weight, fields)
     select word, version_id, weight, array(select jsonb_array_elements_text(fields))
       from jsonb_to_recordset(?::jsonb) as p(word text, version_id uuid, weight real, fields jsonb)
      where exists (select from search_word w where w.word = p.word)`,
    [JSON.stringify(postings)],
  );
}
