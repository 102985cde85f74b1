import { Migration } from "@mikro-orm/migrations";

/** In which transaction an edition of a program came and in which it went, so that what changed can be told in the order of commits. */
export class Migration20261128History extends Migration {
  override up(): void {
    this.addSql("alter table program_version add column changed_in xid8 not null default pg_current_xact_id()");
    this.addSql("alter table program_version add column superseded_in xid8");
    this.addSql("update program_version set superseded_in = pg_current_xact_id() where superseded_at is not null");
    // By a trigger: whoever supersedes an edition cannot forget to say when.
    this.addSql(`create function note_superseding() returns trigger language plpgsql set search_path = public, pg_temp as $$
      begin
        new.superseded_in := pg_current_xact_id();
        return new;
      end $$`);
    this.addSql(`create trigger superseding before update of superseded_at on program_version for each row
      when (old.superseded_at is null and new.superseded_at is not null) execute function note_superseding()`);
    this.addSql("create index program_version_changed on program_version (changed_in, id)");
    this.addSql(
      "create index program_version_superseded on program_version (superseded_in, id) where superseded_in is not null",
    );
  }

  override down(): void {
    this.addSql("drop trigger superseding on program_version");
    this.addSql("drop function note_superseding()");
    this.addSql("alter table program_version drop column superseded_in");
    this.addSql("alter table program_version drop column changed_in");
  }
}
