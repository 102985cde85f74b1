import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";

const SECRET_BYTES = 32;

/** A new secret for one receiver, as Standard Webhooks spells them: `whsec_` and 32 random bytes in base64. */
export function createWebhookSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString("base64")}`;
}

export interface SignedMessage {
  /** The same at each attempt: receivers remember it, to do nothing twice. */
  readonly id: string;
  /** The time of the attempt: receivers refuse what was signed more than five minutes ago. */
  readonly at: Date;
  readonly body: string;
}

/**
 * The three headers of Standard Webhooks. While a secret is being replaced there are two, newest first, and a signature with
 * each, so that it does not matter which one the receiver has.
 */
export function signatureHeaders(
  { id, at, body }: SignedMessage,
  secrets: readonly string[],
): Readonly<Record<"webhook-id" | "webhook-timestamp" | "webhook-signature", string>> {
  if (secrets.length === 0) throw new Error("a webhook has no secret");
  return {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
    "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(" "),
  };
}
