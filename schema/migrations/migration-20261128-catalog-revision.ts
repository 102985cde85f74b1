import { Migration } from "@mikro-orm/migrations";

/**
 * Every gateway is told of a new revision of the catalog as it is committed, whoever wrote it. A revision has a mark of its own
 * beside its number: a store that was put back counts the same numbers again, for other contents.
 */
export class Migration20261128CatalogRevision extends Migration {
  override up(): void {
    this.addSql("alter table catalog_state add column mark uuid not null default gen_random_uuid()");
    this.addSql(`create function mark_catalog_revision() returns trigger language plpgsql as $$
      begin
        new.mark := gen_random_uuid();
        perform pg_notify('ventanilla_catalog', new.mark::text);
        return new;
      end
    $$`);
    this.addSql(`create trigger mark_revision before update of revision on catalog_state
      for each row execute function mark_catalog_revision()`);
  }

  override down(): void {
    this.addSql("drop trigger mark_revision on catalog_state");
    this.addSql("drop function mark_catalog_revision()");
    this.addSql("alter table catalog_state drop column mark");
  }
}
