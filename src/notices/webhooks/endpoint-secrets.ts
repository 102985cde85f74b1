import type { Transaction } from "../../platform/database.js";
import type { FieldCipher } from "../../platform/field-cipher.js";
import { createWebhookSecret } from "../../platform/webhooks/index.js";

/** Hours for which the secret before is still signed with, beside the new one. */
const HOURS_OF_BOTH = 24;

export interface SealedSecrets {
  readonly id: string;
  readonly secret: Buffer;
  readonly previous_secret: Buffer | null;
  readonly previous_until: Date | null;
}

type Column = "secret" | "previous_secret";

/** The secrets of addresses: kept sealed, told once to their owner, opened to sign. */
export class EndpointSecrets {
  constructor(private readonly cipher: FieldCipher) {}

  /** A new secret, and how it is kept. */
  make(id: string): { readonly secret: string; readonly sealed: Buffer } {
    const secret = createWebhookSecret();
    return { secret, sealed: this.#seal(id, "secret", secret) };
  }

  /** Puts a new secret in the place of the one there is, which stays good for a day; the one before that is forgotten. */
  async rotate(tx: Transaction, row: Pick<SealedSecrets, "id" | "secret">, now: Date): Promise<string> {
    const before = this.#open(row.id, "secret", row.secret);
    const { secret, sealed } = this.make(row.id);
    await tx.query(
      `update webhook_endpoint set secret = $2, previous_secret = $3, previous_until = $4, version = version + 1
        where id = $1`,
      [
        row.id,
        sealed,
        this.#seal(row.id, "previous_secret", before),
        new Date(now.getTime() + HOURS_OF_BOTH * 3_600_000),
      ],
    );
    return secret;
  }

  /** What to sign with at a time, newest first. */
  inForce(
    { id, secret, previous_secret: previous, previous_until: until }: SealedSecrets,
    now: Date,
  ): readonly string[] {
    const newest = this.#open(id, "secret", secret);
    if (previous === null || until === null || until <= now) return [newest];
    return [newest, this.#open(id, "previous_secret", previous)];
  }

  #seal(row: string, column: Column, text: string): Buffer {
    return this.cipher.seal({ table: "webhook_endpoint", row, column }, text);
  }

  #open(row: string, column: Column, sealed: Uint8Array): string {
    return this.cipher.open({ table: "webhook_endpoint", row, column }, sealed);
  }
}

/** Forgets secrets that are no longer signed with. */
export async function forgetOldSecrets(tx: Pick<Transaction, "query">, now: Date): Promise<number> {
  const rows = await tx.query(
    `update webhook_endpoint set previous_secret = null, previous_until = null where previous_until <= $1 returning id`,
    [now],
  );
  return rows.length;
}
