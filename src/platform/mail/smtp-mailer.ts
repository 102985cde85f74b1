import { createTransport } from "nodemailer";
import { compose } from "./compose.js";
import type { Mailer } from "./mailer.js";

export interface SmtpMailerOptions {
  /** `smtp://user:password@host:port` with STARTTLS where the server has it, `smtps://` with TLS from the start. */
  readonly url: string;
  readonly from: string;
  readonly now: () => Date;
  /** Milliseconds to connect, and for each answer of the server; 10 s unless told. */
  readonly timeout?: number;
}

const PATIENCE = 10_000;

/** Hands each message to a mail server. A password goes there over TLS only, unless the server is this machine. */
export function createSmtpMailer({ url, from, now, timeout = PATIENCE }: SmtpMailerOptions): Mailer {
  const { password, hostname } = new URL(url);
  const here = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  const transport = createTransport({
    url,
    requireTLS: password !== "" && !here,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    dnsTimeout: timeout,
  });
  return {
    async send(message) {
      await transport.sendMail(compose(message, from, now()).mail);
    },
    async close() {
      transport.close();
    },
  };
}
