import { join } from "node:path";
import { createFileMailer } from "./file-mailer.js";
import type { Mailer } from "./mailer.js";
import { createSmtpMailer } from "./smtp-mailer.js";

export { createMailDelivery, type MailDeliveryOptions } from "./deliver.js";
export { isMailAddress, type Mailer, type MailMessage, RefusedMail } from "./mailer.js";

export interface MailOptions {
  /** A mail server; without one, messages become files. */
  readonly url: string | undefined;
  /** `Name <address>` or an address. */
  readonly from: string;
  /** Messages that become files are in `mail/` below it. */
  readonly dataDir: string;
  readonly now: () => Date;
}

export function createMailer({ url, from, dataDir, now }: MailOptions): Mailer {
  return url === undefined
    ? createFileMailer({ folder: join(dataDir, "mail"), from, now })
    : createSmtpMailer({ url, from, now });
}
