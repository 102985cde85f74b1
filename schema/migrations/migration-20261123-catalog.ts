import { Migration } from "@mikro-orm/migrations";

/** The catalog: agencies, catalogs, programs with their versions in time, and the search index. */
export class Migration20261123Catalog extends Migration {
  override up(): void {
    this.addSql("create extension if not exists pg_trgm");
    this.addSql("create extension if not exists btree_gist");

    this.addSql(`create table catalog_state (
      only_row boolean primary key default true check (only_row),
      revision bigint not null default 0,
      seed_digest text
    )`);
    this.addSql("insert into catalog_state default values");

    this.addSql(`create table agency (
      id uuid primary key,
      slug text not null unique,
      level text not null,
      parent_id uuid references agency deferrable initially deferred,
      document jsonb not null
    )`);
    this.addSql(`create table catalog (
      id uuid primary key,
      slug text not null unique,
      publisher_id uuid references agency,
      document jsonb not null
    )`);
    this.addSql(`create table source_document (
      key text primary key,
      document jsonb not null
    )`);
    this.addSql(`create table program (
      id uuid primary key,
      slug text not null unique
    )`);
    this.addSql(`create table program_version (
      id uuid primary key,
      program_id uuid not null references program,
      number int not null check (number >= 1),
      catalog_id uuid not null references catalog,
      in_force daterange not null check (not isempty(in_force)),
      recorded_at timestamptz not null,
      superseded_at timestamptz,
      origin text not null,
      digest text not null,
      level text not null,
      state_code text,
      municipality_code text,
      name_es text collate "es-x-icu" not null,
      name_en text collate "en-x-icu" not null,
      facets text[] not null,
      document jsonb not null,
      unique (program_id, number),
      exclude using gist (program_id with =, in_force with &&) where (superseded_at is null)
    )`);
    this.addSql("create index program_version_facets on program_version using gin (facets)");
    this.addSql("create index program_version_name_es on program_version (name_es, id) where superseded_at is null");
    this.addSql("create index program_version_name_en on program_version (name_en, id) where superseded_at is null");

    this.addSql(`create table program_status (
      version_id uuid not null references program_version on delete cascade,
      during daterange not null,
      code text not null,
      primary key (version_id, during),
      exclude using gist (version_id with =, during with &&)
    )`);
    this.addSql(`create table program_agency (
      version_id uuid not null references program_version on delete cascade,
      agency_id uuid not null references agency,
      role text not null,
      primary key (version_id, agency_id, role)
    )`);
    this.addSql("create index program_agency_agency on program_agency (agency_id)");

    this.addSql(`create table search_word (
      word text primary key,
      sound text not null,
      stems text[] not null
    )`);
    this.addSql("create index search_word_prefix on search_word (word text_pattern_ops)");
    this.addSql("create index search_word_sound on search_word (sound)");
    this.addSql("create index search_word_stems on search_word using gin (stems)");
    this.addSql("create index search_word_similar on search_word using gin (sound gin_trgm_ops)");
    this.addSql(`create table search_posting (
      word text not null,
      version_id uuid not null references program_version on delete cascade,
      weight real not null,
      fields text[] not null,
      primary key (word, version_id)
    )`);
    this.addSql("create index search_posting_version on search_posting (version_id)");
  }

  override down(): void {
    for (const table of [
      "search_posting",
      "search_word",
      "program_agency",
      "program_status",
      "program_version",
      "program",
      "source_document",
      "catalog",
      "agency",
      "catalog_state",
    ]) {
      this.addSql(`drop table ${table}`);
    }
  }
}
