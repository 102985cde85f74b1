import { errorName } from "../error-name.js";
import type { Deliver, Delivery, Outcome } from "../outbox/index.js";
import { type Mailer, type MailMessage, RefusedMail } from "./mailer.js";

export interface MailDeliveryOptions {
  /** What to write to a destination about an event, and to whom now; undefined when the destination is no more. */
  readonly write: (delivery: Delivery) => Promise<Omit<MailMessage, "id"> | undefined>;
  readonly mailer: Mailer;
}

/** The classes of what goes wrong, by nodemailer's codes and those of sockets; what is not listed is `connection`. */
const CLASSES: Readonly<Record<string, string>> = {
  EAUTH: "auth",
  ENOAUTH: "auth",
  EOAUTH2: "auth",
  ETLS: "tls",
  EREQUIRETLS: "tls",
  ETIMEDOUT: "timeout",
  EENVELOPE: "envelope",
  EMESSAGE: "message",
  EPROTOCOL: "bad-answer",
  ENOSPC: "disk-full",
  EACCES: "disk",
  EROFS: "disk",
};

/** Destinations that are told by mail. One event and destination is one message with one id, however often it is sent. */
export function createMailDelivery({ write, mailer }: MailDeliveryOptions): Deliver {
  return async (delivery) => {
    const message = await write(delivery);
    if (message === undefined) return { kind: "gone" };
    try {
      await mailer.send({ ...message, id: delivery.id });
      return { kind: "delivered" };
    } catch (error) {
      return outcomeOfMailError(error);
    }
  };
}

/** What an error means for the delivery. A server that refuses a recipient or a message for good (5xx) will do so again. */
export function outcomeOfMailError(error: unknown): Outcome {
  if (error instanceof RefusedMail) return { kind: "failed", error: `refused-${error.fault}`, final: true };
  const { code, responseCode: answer } = error as { code?: unknown; responseCode?: unknown };
  const answered = typeof answer === "number" && answer >= 400 && answer < 600;
  const final = answered && answer >= 500 && (code === "EENVELOPE" || code === "EMESSAGE");
  const known = [code, errorName(error)].find((name) => typeof name === "string" && Object.hasOwn(CLASSES, name));
  const otherwise = known === undefined ? "connection" : CLASSES[known as string]!;
  return { kind: "failed", error: answered ? `smtp-${answer}` : otherwise, final };
}
