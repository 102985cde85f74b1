import { Migration } from "@mikro-orm/migrations";

/** Editions by which the answers of firms may change, and how far the gateway is in telling those that asked. */
export class Migration20261128AnswerChanges extends Migration {
  override up(): void {
    // Nobody's but the gateway's own. Of firms it holds the last key that was looked at, and nothing else.
    this.addSql(`create table rule_change (
      version_id uuid primary key references program_version,
      position bigint not null unique generated always as identity,
      program_id uuid not null references program,
      previous_version_id uuid not null references program_version,
      in_force_from date not null,
      published_at timestamptz not null,
      reached uuid,
      done_at timestamptz
    )`);
    this.addSql("create index rule_change_open on rule_change (program_id, position) where done_at is null");
    this.addSql("create index consent_purpose on consent (purpose, business_id) where withdrawn_at is null");
  }

  override down(): void {
    this.addSql("drop index consent_purpose");
    this.addSql("drop table rule_change");
  }
}
