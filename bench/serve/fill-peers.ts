import type { ProgramDocument } from "../../src/programs/document/program-document.js";
import type { AgencyDocument } from "../../src/programs/document/reference-documents.js";
import { read, type Text } from "../../src/programs/document/text.js";
import { connected, ensureDatabase } from "./databases.js";

/** The relational shape of the same catalog: every text in Spanish, indexes where peers filter, sort and join. */
const TABLES = `
  drop schema public cascade;
  create schema public;
  create table agency (id uuid primary key, slug text not null unique, name text not null, acronym text, level text not null);
  create table program (
    id uuid primary key, slug text not null unique, name text collate "es-x-icu" not null, acronym text,
    description text not null, target text not null, state text);
  create table program_agency (
    program_id uuid not null references program, agency_id uuid not null references agency,
    role text not null, position int not null, primary key (program_id, agency_id));
  create table program_tag (
    program_id uuid not null references program, tag text not null, position int not null, primary key (program_id, tag));
  create table requirement (
    id int primary key generated always as identity, program_id uuid not null references program,
    position int not null, role text not null, basis text, text text not null, note text);`;
const INDEXES = `
  create index on program (name, id);
  create index on program (state, name, id);
  create index on program_agency (agency_id);
  create index on program_agency (program_id, position);
  create index on program_tag (program_id, position);
  create index on requirement (program_id, position);
  analyze;`;

/** Fills the columns of a table from rows as JSON. */
const FILL: Readonly<Record<string, string>> = {
  agency: "id uuid, slug text, name text, acronym text, level text",
  program: "id uuid, slug text, name text, acronym text, description text, target text, state text",
  program_agency: "program_id uuid, agency_id uuid, role text, position int",
  program_tag: "program_id uuid, tag text, position int",
  requirement: "program_id uuid, position int, role text, basis text, text text, note text",
};

const spanish = (text: Text) => read(text, "es").value;
const code = (word: string) => word.toUpperCase();

/** Copies the catalog of a database of the gateway into tables of the peers, anew each time. */
export async function fillPeers(server: string, catalogUrl: string, programs: number): Promise<string> {
  const { agencies, versions } = await connected(catalogUrl, async (client) => ({
    agencies: (await client.query<{ id: string; document: AgencyDocument }>("select id, document from agency")).rows,
    versions: (
      await client.query<{ id: string; document: ProgramDocument }>(
        "select id, document from program_version where superseded_at is null and in_force @> current_date",
      )
    ).rows,
  }));
  const agencyIds = new Map(agencies.map(({ id, document }) => [document.slug, id]));
  const rows: Readonly<Record<string, readonly object[]>> = {
    agency: agencies.map(({ id, document: { slug, name, acronym, level } }) => ({
      id,
      slug,
      name: spanish(name),
      acronym,
      level: code(level),
    })),
    program: versions.map(({ id, document: { slug, name, acronym, description, target, jurisdiction } }) => ({
      id,
      slug,
      name: spanish(name),
      acronym,
      description: spanish(description),
      target: spanish(target.asStated),
      state: jurisdiction.state,
    })),
    program_agency: versions.flatMap(({ id, document }) =>
      document.agencies.map(({ agency, role }, position) => ({
        program_id: id,
        agency_id: agencyIds.get(agency),
        role: code(role),
        position,
      })),
    ),
    program_tag: versions.flatMap(({ id, document }) =>
      document.sectors.tags.map((tag, position) => ({ program_id: id, tag: code(tag), position })),
    ),
    requirement: versions.flatMap(({ id, document }) =>
      document.requirements.map(({ role, basis, text, note }, position) => ({
        program_id: id,
        position,
        role: code(role),
        basis: basis && code(basis),
        text: spanish(text),
        note: note && spanish(note),
      })),
    ),
  };
  const url = await ensureDatabase(server, `bench_peers_${programs}`);
  await connected(url, async (client) => {
    await client.query(TABLES);
    for (const [table, columns] of Object.entries(FILL)) {
      const names = columns.replace(/ (uuid|text|int)(?=,|$)/g, "");
      await client.query(
        `insert into ${table} (${names}) select ${names} from jsonb_to_recordset($1::jsonb) as row(${columns})`,
        [JSON.stringify(rows[table])],
      );
    }
    await client.query(INDEXES);
    // As on the gateway's connections: compiling such statements takes longer than running them.
    await client.query(`alter database ${client.escapeIdentifier(client.database ?? "")} set jit = off`);
  });
  return url;
}
