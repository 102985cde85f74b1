import { Migration } from "@mikro-orm/migrations";

/** Time stamps of heads, from a service that is not this window's. Callers have nothing of it. */
export class Migration20261128LedgerStamps extends Migration {
  override up(): void {
    this.addSql(`create table ledger_stamp (
      size bigint primary key references ledger_head,
      token bytea not null check (length(token) between 1 and 65536),
      stamped_at timestamptz not null
    )`);
    this.addSql(`create trigger append_only before update or delete or truncate on ledger_stamp
      for each statement execute function refuse_change()`);
    this.addSql("alter table ledger_stamp enable row level security");
  }

  override down(): void {
    this.addSql("drop table ledger_stamp");
  }
}
