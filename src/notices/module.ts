import type { Commands } from "../graph/commands.js";
import type { Cursors } from "../graph/cursor.js";
import { openTo } from "../graph/identity/policy.js";
import type { Module } from "../graph/module.js";
import type { Database, Transaction } from "../platform/database.js";
import type { FieldCipher } from "../platform/field-cipher.js";
import type { GuardOptions } from "../platform/http/guarded-fetch.js";
import { addEvent, addEvents, type Subscribers, untaken } from "../platform/outbox/index.js";
import {
  type AnswerHappening,
  type ApplicationHappening,
  type CallHappening,
  eventOf,
  eventOfAnswer,
  eventOfCall,
  eventOfProgram,
  type ProgramHappening,
  topicsOf,
} from "./event.js";
import type { Applications, Firms, Programs } from "./ports.js";
import { createSubscribers, type WaysOut } from "./subscribers.js";
import { DeliveryService } from "./webhooks/delivery.service.js";
import { EndpointService } from "./webhooks/endpoint.service.js";
import { EndpointSecrets, forgetOldSecrets } from "./webhooks/endpoint-secrets.js";
import { WebhookResolver } from "./webhooks/webhook.resolver.js";

export interface NoticesNeeds {
  readonly database: Database;
  readonly commands: Commands;
  readonly cursors: Cursors;
  readonly cipher: FieldCipher;
  readonly guarded: boolean;
  readonly now: () => Date;
  /** Which addresses may be called beside those of the public network, and how names are resolved. */
  readonly guard: GuardOptions;
  readonly applications: Applications;
  readonly firms: Firms;
  readonly programs: Programs;
}

export interface NoticesModule extends Module {
  /** Has others told of something that happened to an application, if the transaction is kept. */
  tell(tx: Transaction, happening: ApplicationHappening): Promise<void>;
  /** The same of a call. */
  tellOfCall(tx: Transaction, happening: CallHappening): Promise<void>;
  /** The same of an edition of a program. */
  tellOfPrograms(tx: Transaction, happenings: readonly ProgramHappening[]): Promise<void>;
  /** The same of answers that changed for firms. */
  tellOfAnswers(tx: Transaction, happenings: readonly AnswerHappening[]): Promise<void>;
  /** Whether so much is to be told already that what can wait should. */
  isBusy(): Promise<boolean>;
  /** Whom the outbox is to tell, and how. */
  subscribers(ways: WaysOut): Subscribers;
  /** Forgets where a firm wanted to be told. */
  forget(tx: Transaction, businessKey: string): Promise<void>;
}

/** Events that wait for a few seconds until whom to tell of them is found: more would keep urgent ones waiting. */
const MOST_WAITING = 1_000;

const OWNERS = ["business", "agency_editor", "agency_approver"] as const;

/** Who is told of what happens: webhooks of agencies and firms, and notices by mail to firms that consented. */
export function createNotices(needs: NoticesNeeds): NoticesModule {
  const { database, applications } = needs;
  const secrets = new EndpointSecrets(needs.cipher);
  const endpoints = new EndpointService({ ...needs, secrets, topics: topicsOf(applications.happenings) });
  return {
    name: "notices",
    policy: {
      ...openTo(OWNERS, "Query", ["webhooks"]),
      ...openTo(OWNERS, "Mutation", [
        "createWebhook",
        "updateWebhook",
        "rotateWebhookSecret",
        "deleteWebhook",
        "redeliverWebhook",
      ]),
    },
    references: {},
    resolvers: [new WebhookResolver(endpoints, new DeliveryService(needs))],
    jobs: [{ name: "old secrets", everySeconds: 60, run: (now) => forgetOldSecrets(database, now) }],
    tell: async (tx, happening) => {
      await addEvent(tx, eventOf(happening));
    },
    tellOfCall: async (tx, happening) => {
      await addEvent(tx, eventOfCall(happening));
    },
    tellOfPrograms: async (tx, happenings) => {
      await addEvents(tx, happenings.map(eventOfProgram));
    },
    tellOfAnswers: async (tx, happenings) => {
      await addEvents(tx, happenings.map(eventOfAnswer));
    },
    isBusy: async () => (await untaken(database, MOST_WAITING)) === MOST_WAITING,
    subscribers: (ways) => createSubscribers({ ...needs, secrets }, ways),
    forget: async (tx, businessKey) => {
      await tx.query("delete from webhook_endpoint where business_id = $1", [businessKey]);
    },
  };
}
