import type { Database, Transaction } from "../../platform/database.js";
import { documentKeyOf } from "./harvest/complete.js";
import type { Source, Validators } from "./source.js";

/** A source as it is kept: how it is set up, and how reading it went. */
export interface SourceRow {
  readonly key: string;
  readonly settings: Source;
  readonly active: boolean;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** When the feed was last read to its end, or said that it had not changed. */
  readonly checkedAt: string | null;
  /** When it last said something else than before. */
  readonly changedAt: string | null;
  /** How often in a row it could not be read. */
  readonly failures: number;
  readonly nextAt: string;
}

export const SOURCE_COLUMNS = `s.key, s.settings, s.active, s.etag, s.last_modified as "lastModified", s.checked_at as "checkedAt",
  s.changed_at as "changedAt", s.failures, s.next_at as "nextAt"`;

/** Makes the store know the sources that the gateway is set up with; others are not read any more, and what they said stays. */
export async function keepSources(tx: Transaction, sources: readonly Source[], now: Date): Promise<void> {
  await tx.query(
    `insert into source (key, settings, active, next_at)
     select s ->> 'key', s, true, $2 from jsonb_array_elements($1::jsonb) as s
     on conflict (key) do update set settings = excluded.settings, active = true`,
    [JSON.stringify(sources), now],
  );
  await tx.query("update source set active = false where active and not key = any($1::text[])", [
    sources.map(({ key }) => key),
  ]);
  // Programs of a feed cite it: it is one of the documents.
  await tx.query(
    `insert into source_document (key, document)
     select d ->> 'key', d from jsonb_array_elements($1::jsonb) as d on conflict (key) do update set document = excluded.document`,
    [JSON.stringify(sources.map((source) => documentOf(source, now)))],
  );
}

function documentOf({ key, name }: Source, now: Date) {
  return {
    key: documentKeyOf({ key }),
    title: name.es,
    published: now.toISOString().slice(0, 7),
    publishedNote: { es: "Se actualiza por sí solo.", en: "It is kept up to date by itself." },
    about: {
      es: `Los programas que publica esta fuente: ${name.es}.`,
      en: `The programs that this source publishes: ${name.en}.`,
    },
  };
}

/** How long a harvest may go without a sign of life before another gateway takes it over. */
export const LEASE_SECONDS = 120;

/** Takes a source for one gateway's harvest; undefined while another has it. */
export async function leaseSource(
  database: Pick<Database, "query">,
  key: string,
  holder: string,
  now: Date,
): Promise<SourceRow | undefined> {
  const [row] = await database.query<SourceRow>(
    `update source s set leased_by = $2, leased_until = $3::timestamptz + make_interval(secs => ${LEASE_SECONDS})
      where s.key = $1 and (s.leased_by is null or s.leased_until <= $3 or s.leased_by = $2) returning ${SOURCE_COLUMNS}`,
    [key, holder, now],
  );
  return row;
}

/** Thrown where a harvest finds that another gateway took its source over: it must write nothing more. */
export class LeaseLost extends Error {
  constructor() {
    super("another gateway harvests this source now");
    this.name = "LeaseLost";
  }
}

/** Gives a sign of life, and makes sure that the source is still this holder's until the transaction ends. */
export async function renewLease(tx: Pick<Database, "query">, key: string, holder: string, now: Date): Promise<void> {
  const rows = await tx.query(
    `update source set leased_until = $3::timestamptz + make_interval(secs => ${LEASE_SECONDS})
      where key = $1 and leased_by = $2 returning key`,
    [key, holder, now],
  );
  if (rows.length === 0) throw new LeaseLost();
}

/**
 * How a harvest ended, for its source: what the feed says was taken over; it says the same as before; it was looked at and nothing taken
 * over; or it could not be read.
 */
export type Ending = "taken" | "same" | "looked" | "failed";

/** Longest time a source that fails is left alone, in minutes. */
const LONGEST_REST = 60;

/** Gives the source back, and says when it is to be read again: one that fails sooner, but less and less often. */
export async function releaseSource(
  tx: Pick<Database, "query">,
  { key, settings, failures }: SourceRow,
  holder: string,
  ending: Ending,
  validators: Validators | null,
  now: Date,
): Promise<void> {
  const { everyMinutes } = settings;
  const rest = Math.min(everyMinutes, LONGEST_REST, 2 ** failures);
  const minutes = ending === "failed" ? rest : everyMinutes;
  await tx.query(
    `update source set leased_by = null, leased_until = null,
            next_at = case when $4 = 'looked' then next_at else $3 end,
            failures = case $4 when 'failed' then failures + 1 when 'looked' then failures else 0 end,
            checked_at = case when $4 in ('taken', 'same') then $5::timestamptz else checked_at end,
            changed_at = case when $4 = 'taken' then $5::timestamptz else changed_at end,
            etag = case when $4 = 'taken' then $6 else etag end,
            last_modified = case when $4 = 'taken' then $7 else last_modified end
      where key = $1 and leased_by = $2`,
    [
      key,
      holder,
      new Date(now.getTime() + minutes * 60_000),
      ending,
      now,
      validators?.etag ?? null,
      validators?.lastModified ?? null,
    ],
  );
}
