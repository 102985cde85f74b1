import { Migration } from "@mikro-orm/migrations";

const MEMBER = "(facet like 'agency:%' or facet like 'catalog:%')";

/** What keeps lists of programs cheap however many programs there are. */
export class Migration20261128GrowingCatalog extends Migration {
  override up(): void {
    // A large catalog takes longer than a statement of a request may.
    this.addSql("set local statement_timeout = 0");
    this.addSql("set local maintenance_work_mem = '256MB'");
    // The programs of an agency or a catalog by name: of editions that nothing superseded, as the lists are.
    this.addSql(`create table program_member (
      facet text not null,
      version_id uuid not null references program_version on delete cascade,
      name_es text collate "es-x-icu" not null,
      name_en text collate "en-x-icu" not null,
      primary key (version_id, facet)
    )`);
    this.addSql(`insert into program_member (facet, version_id, name_es, name_en)
      select facet, id, name_es, name_en from program_version, unnest(facets) as facet where superseded_at is null and ${MEMBER}`);
    this.addSql("create index program_member_name_es on program_member (facet, name_es, version_id)");
    this.addSql("create index program_member_name_en on program_member (facet, name_en, version_id)");
    // Which editions are in force, without their documents, which lie between them.
    this.addSql(
      "create index program_version_in_force on program_version (id) include (in_force) where superseded_at is null",
    );
    // A word of most programs is scored out of its index: the postings themselves lie all over the table.
    this.addSql("create unique index search_posting_scored on search_posting (word, version_id) include (weight)");
    this.addSql(`alter table search_posting drop constraint search_posting_pkey,
      add constraint search_posting_pkey primary key using index search_posting_scored`);
    // By triggers: whoever writes or supersedes an edition cannot forget them.
    this.addSql(`create function add_program_members() returns trigger language plpgsql set search_path = public, pg_temp as $$
      begin
        insert into program_member (facet, version_id, name_es, name_en)
          select facet, id, name_es, name_en from added, unnest(facets) as facet where superseded_at is null and ${MEMBER};
        return null;
      end $$`);
    this.addSql(`create function remove_program_members() returns trigger language plpgsql set search_path = public, pg_temp as $$
      begin
        delete from program_member where version_id = new.id;
        return null;
      end $$`);
    this.addSql(`create trigger adding_members after insert on program_version referencing new table as added
      for each statement execute function add_program_members()`);
    this.addSql(`create trigger removing_members after update of superseded_at on program_version for each row
      when (old.superseded_at is null and new.superseded_at is not null) execute function remove_program_members()`);
  }

  override down(): void {
    this.addSql("drop trigger removing_members on program_version");
    this.addSql("drop trigger adding_members on program_version");
    this.addSql("drop function remove_program_members()");
    this.addSql("drop function add_program_members()");
    this.addSql(`alter table search_posting drop constraint search_posting_pkey,
      add constraint search_posting_pkey primary key (word, version_id)`);
    this.addSql("drop index program_version_in_force");
    this.addSql("drop table program_member");
  }
}
