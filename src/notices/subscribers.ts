import type { Database, Transaction } from "../platform/database.js";
import type { GuardedFetch } from "../platform/http/guarded-fetch.js";
import { createMailDelivery, type Mailer } from "../platform/mail/index.js";
import type { Destination, OutboxEvent, Subscribers } from "../platform/outbox/index.js";
import { createWebhooks } from "../platform/webhooks/index.js";
import { agencyOfCall, isPublic, readAnswer, readEvent } from "./event.js";
import { letterFor, MAIL, mailTo, noticeOf } from "./mail/letters.js";
import type { Applications, Firms, Programs } from "./ports.js";
import { findTarget, switchOffWebhook, WEBHOOK, webhooksFor } from "./webhooks/destinations.js";
import type { EndpointSecrets } from "./webhooks/endpoint-secrets.js";

export interface SubscriberNeeds {
  readonly database: Database;
  readonly applications: Applications;
  readonly firms: Firms;
  readonly programs: Programs;
  readonly secrets: EndpointSecrets;
  readonly now: () => Date;
}

/** The ways out of the gateway; opened only by whoever delivers. */
export interface WaysOut {
  readonly fetch: GuardedFetch;
  readonly mailer: Mailer;
}

const USER_AGENT = "ventanilla-unica-webhooks/1";

/** Who is told of what happens to applications, and how. */
export function createSubscribers(needs: SubscriberNeeds, { fetch, mailer }: WaysOut): Subscribers {
  const { applications, firms, now } = needs;

  async function mailFor(tx: Transaction, firm: string): Promise<readonly Destination[]> {
    return (await firms.mailbox(tx, firm)) === undefined ? [] : [mailTo(firm)];
  }

  /** A firm that does not ask for it any more is not told, neither by mail nor otherwise. */
  async function whoseAnswer(tx: Transaction, event: OutboxEvent, firm: string): Promise<readonly Destination[]> {
    if (!(await firms.asksForAnswers(tx, firm))) return [];
    return [...(await webhooksFor(tx, event, { firm })), ...(await mailFor(tx, firm))];
  }

  return {
    async destinationsFor(tx, event) {
      const answer = readAnswer(event);
      if (answer !== undefined) return whoseAnswer(tx, event, answer.businessKey);
      const told = readEvent(event);
      if (told === undefined)
        return webhooksFor(tx, event, { agency: agencyOfCall(event), everybody: isPublic(event) });
      // Whether it was handed in is what the event says, not how things stand by now: of drafts an agency never hears.
      const agency = told.folio === null ? undefined : told.agency;
      const firm = await applications.firmOf(tx, told.applicationKey);
      const mail = firm !== undefined && noticeOf(told.what) ? await mailFor(tx, firm) : [];
      return [...(await webhooksFor(tx, event, { agency, firm })), ...mail];
    },
    kinds: {
      [WEBHOOK]: createWebhooks({ find: (id) => findTarget(needs, id), fetch, now, userAgent: USER_AGENT }),
      [MAIL]: createMailDelivery({ write: (delivery) => letterFor(needs, delivery), mailer }),
    },
    async switchOff(tx, { id, kind }) {
      if (kind === WEBHOOK) await switchOffWebhook(tx, id, now());
    },
  };
}
