/** Mercurius, JIT, over SQL: one statement for the programs and one for each kind of what hangs on them, by its loaders; named (prepared) statements. */
import pg from "pg";
import { databaseUrl } from "./listen.mjs";
import { serve } from "./mercurius.mjs";

const PROGRAM = "id, slug, name, acronym, description, target";
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
const ask = async (name, text, values) => (await pool.query({ name, text, values })).rows;

/** One statement for all that are asked at once; rows go to whom `owner` names. */
const loaded = (name, text, take) => async (queries) => {
  const rows = await ask(name, text, [queries.map(({ obj }) => obj.id)]);
  const byOwner = Map.groupBy(rows, ({ owner }) => owner);
  return queries.map(({ obj }) => (byOwner.get(obj.id) ?? []).map(take));
};
const itself = (row) => row;

const programsOfAgency = `select agency.id as owner, found.* from unnest($1::uuid[]) as agency(id), lateral (
  select ${PROGRAM} from program where id in (select program_id from program_agency where agency_id = agency.id)
   order by name, id limit $2) as found`;

await serve({
  resolvers: {
    Query: {
      programs: (_root, { state, first }) =>
        state === undefined
          ? ask("programs", `select ${PROGRAM} from program order by name, id limit $1`, [first])
          : ask("of state", `select ${PROGRAM} from program where state = $2 order by name, id limit $1`, [
              first,
              state,
            ]),
      program: async (_root, { slug }) =>
        (await ask("one", `select ${PROGRAM} from program where slug = $1`, [slug]))[0],
    },
  },
  loaders: {
    Program: {
      tags: loaded(
        "tags",
        "select program_id as owner, tag from program_tag where program_id = any($1) order by position",
        ({ tag }) => tag,
      ),
      agencies: loaded(
        "agencies",
        `select l.program_id as owner, l.role, a.id, a.slug, a.name, a.acronym, a.level
           from program_agency l join agency a on a.id = l.agency_id where l.program_id = any($1) order by l.position`,
        ({ role, ...agency }) => ({ role, agency }),
      ),
      requirements: loaded(
        "requirements",
        "select program_id as owner, role, basis, text, note from requirement where program_id = any($1) order by position",
        itself,
      ),
    },
    Agency: {
      async programs(queries) {
        const ids = [...new Set(queries.map(({ obj }) => obj.id))];
        const most = Math.max(...queries.map(({ params }) => params.first));
        const byOwner = Map.groupBy(await ask("siblings", programsOfAgency, [ids, most]), ({ owner }) => owner);
        return queries.map(({ obj, params }) => (byOwner.get(obj.id) ?? []).slice(0, params.first));
      },
    },
  },
});
