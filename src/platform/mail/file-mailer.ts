import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { compose } from "./compose.js";
import type { Mailer } from "./mailer.js";

export interface FileMailerOptions {
  /** Made when missing. What is written there is readable for its owner alone. */
  readonly folder: string;
  readonly from: string;
  readonly now: () => Date;
}

/**
 * Writes each message to a file `<id>.eml`, for where no mail server is. A file appears whole or not at all, and one message
 * sent twice is one file.
 */
export function createFileMailer({ folder, from, now }: FileMailerOptions): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  return {
    async send(message) {
      const { id, mail } = compose(message, from, now());
      const { message: bytes } = await transport.sendMail(mail);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const draft = join(folder, `.${randomUUID()}.draft`);
      try {
        const file = await open(draft, "wx", 0o600);
        try {
          await file.writeFile(bytes as Buffer);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(draft, join(folder, `${id}.eml`));
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
    async close() {
      transport.close();
    },
  };
}
