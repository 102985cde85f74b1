import type { Bindings } from "../../platform/sql.js";
import { searchWords, soundOf } from "../search/words.js";

/** Longest text that is searched for, and most words of it. */
export const SEARCH_LENGTH = 200;
const SEARCH_WORDS = 12;

/** A program stays in the results when what it matches is worth at least this share of what was asked. */
const COVERAGE = 0.5;

/**
 * Common table expressions that score the versions `v` in force against what a person typed.
 *
 * Each typed word is widened to the words of the catalog: itself, those of the same stem (Spanish or English) and those it is
 * a beginning of; only if there are none, those that sound alike or are spelt much alike. A version earns, for each typed word,
 * its best match times how rare that word is. They end in `scored (version_id, score)`, each version once.
 */
export function searchTables(typed: string, inForce: string, sql: Bindings): string {
  const words = searchWords(typed.slice(0, SEARCH_LENGTH), SEARCH_WORDS);
  return `
  typed as (
    select word, sound, n,
           ts_lexize('spanish_stem', word) as spanish, ts_lexize('english_stem', word) as english
      from unnest(${sql.bind(words, "text[]")}, ${sql.bind(words.map(soundOf), "text[]")})
           with ordinality as t (word, sound, n)
  ),
  telling as materialized (
    select word, sound, n, array(
             select 'es:' || unnest(spanish) union select 'en:' || unnest(english)
             union select unnest(w.stems) from search_word w where w.word = typed.word
           ) as stems
      from typed
     where cardinality(spanish) > 0 and cardinality(english) > 0
  ),
  sure as materialized (
    select t.n, c.word, c.how, c.closeness
      from telling t cross join lateral (
        select w.word, 'EXACT' as how, 1.0 as closeness from search_word w where w.word = t.word
        union all
        select w.word, 'STEM', 0.9 from search_word w where w.stems && t.stems and w.word <> t.word
        union all
        select w.word, 'PREFIX', 0.5 + 0.4 * length(t.word) / length(w.word)
          from search_word w
         where length(t.word) >= 3 and w.word ~>~ t.word and w.word ~<~ (t.word || chr(65535)) and not w.stems && t.stems
      ) c
  ),
  guessed as materialized (
    select t.n, c.word, c.how, c.closeness
      from telling t cross join lateral (
        select w.word, case when w.sound = t.sound then 'SOUND' else 'SIMILAR' end as how,
               0.8 * similarity(w.sound, t.sound) as closeness
          from search_word w
         where w.sound = t.sound or (length(t.sound) >= 4 and w.sound % t.sound and similarity(w.sound, t.sound) >= 0.4)
         order by 3 desc, w.word
         limit 8
      ) c
     where not exists (select from sure where sure.n = t.n)
  ),
  told as materialized (select * from sure union all select * from guessed),
  live as materialized (select v.id from program_version v where ${inForce}),
  hit as materialized (
    select p.version_id, told.n, max(told.closeness * p.weight) as worth
      from told
           -- "offset 0" keeps this a look-up per word: read as a join, the planner would scan all postings.
           cross join lateral (select version_id, weight from search_posting where word = told.word offset 0) p
           join live on live.id = p.version_id
     group by p.version_id, told.n
  ),
  rarity as materialized (
    select n, ln(1 + (select count(*) from live)::float8 / count(*)) as value from hit group by n
  ),
  scored as materialized (
    select hit.version_id, sum(hit.worth * rarity.value) as score
      from hit join rarity using (n)
     group by hit.version_id
    having sum(rarity.value) >= ${COVERAGE} * (select sum(value) from rarity)
  )`;
}

/**
 * One JSON value telling how the version of `versionId` matched: what was typed, what it found, how, and where. It is looked up
 * for what a page shows; of all else only the score is known.
 */
export function matchOf(versionId: string): string {
  return `(
    select jsonb_agg(jsonb_build_object('typed', t.word, 'found', h.word, 'how', h.how, 'fields', to_jsonb(h.fields)) order by h.n)
      from (select distinct on (told.n) told.n, told.word, told.how, p.fields
              from told join search_posting p on p.word = told.word and p.version_id = ${versionId}
             order by told.n, told.closeness * p.weight desc, told.word) h
           join telling t using (n))`;
}
