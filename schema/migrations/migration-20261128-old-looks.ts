import { Migration } from "@mikro-orm/migrations";

/**
 * Looks at what firms told may be forgotten once they are as old as `app.access_log_years` says, by the clock of the store. Nobody
 * changes one, and where the setting is not given nobody takes one away either.
 */
export class Migration20261128OldLooks extends Migration {
  override up(): void {
    this.addSql(`create function refuse_unless_old() returns trigger language plpgsql as $$
      begin
        if old.at > now() - make_interval(years => nullif(current_setting('app.access_log_years', true), '')::int) is not false then
          raise exception '% is append-only until its rows are old', tg_table_name using errcode = 'insufficient_privilege';
        end if;
        return old;
      end $$`);
    this.addSql("create index access_log_at on access_log using brin (at)");
    this.addSql("drop trigger append_only on access_log");
    this.addSql(`create trigger append_only before update or truncate on access_log
      for each statement execute function refuse_change()`);
    this.addSql(`create trigger not_yet_old before delete on access_log
      for each row execute function refuse_unless_old()`);
  }

  override down(): void {
    this.addSql("drop trigger not_yet_old on access_log");
    this.addSql("drop trigger append_only on access_log");
    this.addSql(`create trigger append_only before update or delete or truncate on access_log
      for each statement execute function refuse_change()`);
    this.addSql("drop index access_log_at");
    this.addSql("drop function refuse_unless_old()");
  }
}
