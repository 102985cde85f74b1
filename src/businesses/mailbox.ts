import type { Transaction } from "../platform/database.js";
import type { FieldCipher } from "../platform/field-cipher.js";

/** Where a firm wants its notices; undefined when it gave no address, or has not consented, or is suppressed. */
export async function mailboxOf(
  tx: Transaction,
  cipher: FieldCipher,
  businessKey: string,
): Promise<{ readonly name: string; readonly email: string } | undefined> {
  const [row] = await tx.query<{ name: string; email: Buffer }>(
    `select b.name, b.email from business b
      where b.id = $1 and b.suppressed_at is null and b.email is not null
        and exists (select from consent c
                     where c.business_id = b.id and c.purpose = 'notices' and c.withdrawn_at is null)`,
    [businessKey],
  );
  if (row === undefined) return undefined;
  const { name, email } = row;
  return { name, email: cipher.open({ table: "business", row: businessKey, column: "email" }, email) };
}
