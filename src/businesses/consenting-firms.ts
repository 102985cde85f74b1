import type { Transaction } from "../platform/database.js";
import type { FieldCipher } from "../platform/field-cipher.js";
import type { KeptFact } from "./ports.js";
import { openFact } from "./sealed-fact.js";
import type { ConsentPurpose } from "./vocabulary.js";

/** Which firms are wanted, and what of each: what is not asked for is not opened. */
export interface WantedFirms {
  readonly purpose: ConsentPurpose;
  /** Only those whose consent is from no later; null for all. */
  readonly givenBy: Date | null;
  /** The key after which to go on; null for the first batch. */
  readonly after: string | null;
  readonly most: number;
  readonly facts: readonly string[];
  /** Whether RFC and CURP are wanted. */
  readonly identifiers: boolean;
}

export interface ConsentingFirm {
  readonly key: string;
  readonly facts: readonly KeptFact[];
  readonly rfc: string | null;
  readonly curp: string | null;
}

/**
 * A batch of the firms that consent to a purpose now, by key, for what the gateway does on its own; fewer than `most` are the last.
 * Whoever is suppressed is not among them. No caller's claims count here: it is never to be asked with a caller's transaction.
 */
export async function readConsentingFirms(
  store: Pick<Transaction, "query">,
  cipher: FieldCipher,
  { purpose, givenBy, after, most, facts, identifiers }: WantedFirms,
): Promise<readonly ConsentingFirm[]> {
  const firms = await store.query<{ id: string; rfc: Buffer | null; curp: Buffer | null }>(
    `select b.id, case when $5 then b.rfc end as rfc, case when $5 then b.curp end as curp
       from consent c join business b on b.id = c.business_id
      where c.purpose = $1 and c.withdrawn_at is null and c.given_at <= coalesce($2::timestamptz, 'infinity')
        and b.suppressed_at is null and ($3::uuid is null or c.business_id > $3)
      order by c.business_id limit $4`,
    [purpose, givenBy, after, most, identifiers],
  );
  const rows = await store.query<{ businessId: string; fact: string; told: Buffer }>(
    `select business_id as "businessId", fact, told from business_fact
      where business_id = any($1::uuid[]) and fact = any($2::text[])`,
    [firms.map(({ id }) => id), facts],
  );
  const told = Map.groupBy(rows, ({ businessId }) => businessId);
  return firms.map(({ id, rfc, curp }) => {
    const open = (column: string, sealed: Buffer | null) =>
      sealed && cipher.open({ table: "business", row: id, column }, sealed);
    return {
      key: id,
      facts: (told.get(id) ?? []).map((row) => openFact(cipher, row)),
      rfc: open("rfc", rfc),
      curp: open("curp", curp),
    };
  });
}

/** Whether a firm consents to a purpose now; a suppressed one to none. */
export async function consents(tx: Transaction, businessKey: string, purpose: ConsentPurpose): Promise<boolean> {
  const rows = await tx.query(
    `select from consent c join business b on b.id = c.business_id
      where b.id = $1 and b.suppressed_at is null and c.purpose = $2 and c.withdrawn_at is null`,
    [businessKey, purpose],
  );
  return rows.length > 0;
}
