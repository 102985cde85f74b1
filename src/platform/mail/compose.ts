import { randomUUID } from "node:crypto";
import { type MailMessage, mailFault, RefusedMail } from "./mailer.js";

/** The host part of our message ids: what follows the @ in the sender's address. */
const domainOf = (from: string) => /@([^\s<>@]+)>?$/.exec(from)?.[1] ?? "localhost";

/** A message for nodemailer: addresses as they are, files and other addresses out of reach. Refuses with RefusedMail. */
export function compose(message: MailMessage, from: string, date: Date) {
  const fault = mailFault(message);
  if (fault !== undefined) throw new RefusedMail(fault);
  const { to, subject, text, id = randomUUID() } = message;
  return {
    id,
    mail: {
      from,
      // As an object it is not read once more, where a comma would make two of it.
      to: { name: "", address: to },
      subject,
      text,
      date,
      messageId: `<${id}@${domainOf(from)}>`,
      headers: { "Auto-Submitted": "auto-generated" },
      disableFileAccess: true,
      disableUrlAccess: true,
    },
  };
}
