import { todayIn } from "../../graph/context.js";
import { readGlobalId } from "../../graph/node.js";
import type { Database, Transaction } from "../../platform/database.js";
import type { MailMessage } from "../../platform/mail/index.js";
import type { Delivery, Destination, OutboxEvent } from "../../platform/outbox/index.js";
import { readAnswer, readEvent } from "../event.js";
import type { Applications, Firms, Mailbox, Programs } from "../ports.js";
import { NOTICES, type Notice } from "./notices.js";
import { writeAnswer } from "./write-answer.js";
import { writeNotice } from "./write-notice.js";

export const MAIL = "mail";
const PREFIX = "business:";

/** A firm as a destination of mail: its key, never its address. */
export function mailTo(firm: string): Destination {
  return { id: `${PREFIX}${firm}`, kind: MAIL };
}

/** What a firm is told by mail of something that happened; undefined when it is not. */
export function noticeOf(what: string): Notice | undefined {
  return Object.hasOwn(NOTICES, what) ? NOTICES[what] : undefined;
}

export interface LetterNeeds {
  readonly database: Database;
  readonly applications: Pick<Applications, "onceRefused">;
  readonly firms: Firms;
  readonly programs: Programs;
}

type Letter = Pick<MailMessage, "subject" | "text">;

/**
 * The letter of a delivery, to where the firm wants its notices now; undefined when it wants none any more, also if it did
 * when the event happened.
 */
export async function letterFor(
  needs: LetterNeeds,
  { event, destination }: Delivery,
): Promise<Omit<MailMessage, "id"> | undefined> {
  const firm = destination.id.slice(PREFIX.length);
  const mailbox = await needs.database.asGateway((tx) => needs.firms.mailbox(tx, firm));
  if (mailbox === undefined) return undefined;
  const letter = await (readAnswer(event) === undefined ? ofApplication : ofAnswer)(needs, event, mailbox);
  return letter && { to: mailbox.email, ...letter };
}

async function ofApplication(needs: LetterNeeds, event: OutboxEvent, { name }: Mailbox): Promise<Letter | undefined> {
  const told = readEvent(event);
  const notice = told && noticeOf(told.what);
  if (told === undefined || notice === undefined) return undefined;
  const { folio, dueOn, programId } = told;
  return writeNotice({ notice, name, folio, program: await programOf(needs, event, programId), dueOn });
}

async function ofAnswer(needs: LetterNeeds, event: OutboxEvent, { name }: Mailbox): Promise<Letter | undefined> {
  const told = readAnswer(event);
  if (told === undefined) return undefined;
  const { businessKey: firm, programId } = told;
  const ask = async (tx: Transaction) =>
    (await needs.firms.asksForAnswers(tx, firm))
      ? { onceRefused: await needs.applications.onceRefused(tx, firm, readGlobalId(programId).key) }
      : undefined;
  const asked = await needs.database.asGateway(ask);
  return asked && writeAnswer({ name, program: await programOf(needs, event, programId), ...told, ...asked });
}

/** What the program was called on the day of the event. */
function programOf({ programs }: LetterNeeds, { occurredAt }: OutboxEvent, programId: string) {
  return programs.nameOf(readGlobalId(programId).key, todayIn(occurredAt));
}
