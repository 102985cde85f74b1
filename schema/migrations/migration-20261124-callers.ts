import { Migration } from "@mikro-orm/migrations";

/** The role that requests of callers run under. Roles belong to the whole server, so another database may have made it already. */
export class Migration20261124Callers extends Migration {
  override up(): void {
    this.addSql(`do $$
      begin
        begin
          create role ventanilla_caller nologin noinherit;
        exception
          when duplicate_object or unique_violation then null;
        end;
        if not pg_has_role(current_user, 'ventanilla_caller', 'member') then
          execute format('grant ventanilla_caller to %I', current_user);
        end if;
      end $$`);
    this.addSql("grant usage on schema public to ventanilla_caller");
    this.addSql(`create function caller(claim text) returns text language sql stable parallel safe
      return nullif(current_setting('app.' || claim, true), '')`);
  }

  override down(): void {
    this.addSql("drop function caller(text)");
    // The role stays: other databases of the server may use it.
    this.addSql("revoke usage on schema public from ventanilla_caller");
  }
}
