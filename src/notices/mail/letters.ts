import { todayIn } from "../../graph/context.js";
import { readGlobalId } from "../../graph/node.js";
import type { Database } from "../../platform/database.js";
import type { MailMessage } from "../../platform/mail/index.js";
import type { Delivery, Destination } from "../../platform/outbox/index.js";
import { readEvent } from "../event.js";
import type { Firms, Programs } from "../ports.js";
import { NOTICES, type Notice } from "./notices.js";
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

/**
 * The letter of a delivery, to where the firm wants its notices now; undefined when it wants none any more, also if it did
 * when the event happened.
 */
export async function letterFor(
  { database, firms, programs }: { readonly database: Database; readonly firms: Firms; readonly programs: Programs },
  { event, destination }: Delivery,
): Promise<Omit<MailMessage, "id"> | undefined> {
  const told = readEvent(event);
  const notice = told && noticeOf(told.what);
  if (told === undefined || notice === undefined) return undefined;
  const mailbox = await database.asGateway((tx) => firms.mailbox(tx, destination.id.slice(PREFIX.length)));
  if (mailbox === undefined) return undefined;
  const program = await programs.nameOf(readGlobalId(told.programId).key, todayIn(event.occurredAt));
  const { name, email } = mailbox;
  return { to: email, ...writeNotice({ notice, name, folio: told.folio, program, dueOn: told.dueOn }) };
}
