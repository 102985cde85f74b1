/** Something to be sent to one person. */
export interface MailMessage {
  /** One address, without a name: `ana@example.org`. */
  readonly to: string;
  readonly subject: string;
  /** Plain text, lines ended by \n; at most 100 000 characters. */
  readonly text: string;
  /** The same each time the same message is sent, so that a repetition can be told; letters, digits and hyphens. */
  readonly id?: string;
}

export interface Mailer {
  /** Resolves once the message is in others' hands. Refuses with RefusedMail what must not be sent. */
  send(message: MailMessage): Promise<void>;
  close(): Promise<void>;
}

const LONGEST_ADDRESS = 254;
const LONGEST_SUBJECT = 200;
const LONGEST_TEXT = 100_000;

/** One address and nothing beside it: no name, no comment, no second address, no quoting. The name of a host may be in any script. */
const ADDRESS = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=[^.-])[\p{L}\p{N}.-]{1,190}(?<![.-])$/u;
const CONTROLS = /[\p{Cc}\p{Cs}\u2028\u2029]/u;
/** As above, but for the tabs and ends of lines that a text consists of. */
const CONTROLS_IN_TEXT = /(?![\n\t])[\p{Cc}\p{Cs}]/u;

/** What can be wrong with a message. */
export type MailFault = "address" | "subject" | "text" | "id";

/** Thrown for a message that will never be sent as it is. What is wrong in it is not repeated. */
export class RefusedMail extends Error {
  readonly code = "ERR_REFUSED_MAIL";

  constructor(readonly fault: MailFault) {
    super(`the message is refused: ${fault}`);
    this.name = "RefusedMail";
  }
}

/** Whether a text is one mail address and nothing else. */
export function isMailAddress(text: string): boolean {
  return text.length <= LONGEST_ADDRESS && ADDRESS.test(text) && !text.includes("..");
}

/** The first thing wrong with a message. Nothing in a header may end its line, or hide what a reader would see. */
export function mailFault({ to, subject, text, id }: MailMessage): MailFault | undefined {
  if (!isMailAddress(to)) return "address";
  if (subject.length === 0 || subject.length > LONGEST_SUBJECT || CONTROLS.test(subject)) return "subject";
  if (text.length > LONGEST_TEXT || CONTROLS_IN_TEXT.test(text)) return "text";
  if (id !== undefined && !/^[A-Za-z0-9-]{1,100}$/.test(id)) return "id";
  return undefined;
}
