import { Migration } from "@mikro-orm/migrations";

/** Until when the tokens of somebody are no longer taken. The gateway itself asks; callers cannot. */
export class Migration20261128EndedAccess extends Migration {
  override up(): void {
    this.addSql(`create table ended_access (
      subject text primary key check (subject <> ''),
      ended_at timestamptz not null,
      ended_by text not null
    )`);
    this.addSql("alter table ended_access enable row level security");
    this.addSql("grant select, insert, update on ended_access to ventanilla_caller");
    const administrator = "caller('role') = 'administrator'";
    this.addSql(`create policy reading on ended_access for select to ventanilla_caller using (${administrator})`);
    this.addSql(`create policy ending on ended_access for insert to ventanilla_caller
      with check (${administrator} and ended_by = caller('subject'))`);
    this.addSql(`create policy ending_again on ended_access for update to ventanilla_caller
      using (${administrator}) with check (ended_by = caller('subject'))`);
  }

  override down(): void {
    this.addSql("drop table ended_access");
  }
}
