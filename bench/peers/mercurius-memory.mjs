/** Mercurius, JIT, over objects in memory that are linked already: nothing is read while it answers. */
import pg from "pg";
import { databaseUrl } from "./listen.mjs";
import { serve } from "./mercurius.mjs";

const client = new pg.Client({ connectionString: databaseUrl });
await client.connect();
const rows = async (text) => (await client.query(text)).rows;
const agencies = new Map((await rows("select * from agency")).map((row) => [row.id, { ...row, programs: [] }]));
const programs = await rows("select * from program order by name, id");
const bySlug = new Map(programs.map((program) => [program.slug, program]));
const byId = new Map(programs.map((program) => [program.id, program]));
for (const program of programs) Object.assign(program, { tags: [], agencies: [], requirements: [] });
for (const { program_id, tag } of await rows("select * from program_tag order by position"))
  byId.get(program_id).tags.push(tag);
for (const row of await rows("select * from requirement order by position"))
  byId.get(row.program_id).requirements.push(row);
for (const { program_id, agency_id, role } of await rows("select * from program_agency order by position")) {
  byId.get(program_id).agencies.push({ role, agency: agencies.get(agency_id) });
}
for (const program of programs) for (const { agency } of program.agencies) agency.programs.push(program);
const byState = Map.groupBy(programs, ({ state }) => state);
await client.end();

await serve({
  resolvers: {
    Query: {
      programs: (_root, { state, first }) =>
        (state === undefined ? programs : (byState.get(state) ?? [])).slice(0, first),
      program: (_root, { slug }) => bySlug.get(slug),
    },
    Agency: { programs: (agency, { first }) => agency.programs.slice(0, first) },
  },
});
