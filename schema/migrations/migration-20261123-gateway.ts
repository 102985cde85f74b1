import { Migration } from "@mikro-orm/migrations";

/** What all gateways of one database share: secrets made once, at the first start. */
export class Migration20261123Gateway extends Migration {
  override up(): void {
    this.addSql(`create table gateway_secret (
      name text primary key,
      value bytea not null check (length(value) >= 32)
    )`);
  }

  override down(): void {
    this.addSql("drop table gateway_secret");
  }
}
