import { EVERYBODY, NOBODY, type Statement, say } from "./statement.js";

const OWNER = ["owner"] as const;
const DESK = ["editor", "approver"] as const;
const AGAIN = "set state = 'pending', attempts = 0";

const make = (column: string, whose: string) =>
  `insert into webhook_endpoint (id, ${column}, url, topics, secret, created_at, created_by)
     values ($new, ${whose}, 'https://example.org', '{*}', '\\x00', now(), $subject)`;

/** What the firm and the agency may do with a webhook, with the messages to it and with what these tell of. */
const ON_WEBHOOKS = [
  { whose: "firm", may: OWNER, column: "business_id" },
  { whose: "agency", may: DESK, column: "agency" },
].flatMap(({ whose, may, column }): readonly Statement[] => {
  const [it, message] = [`where id = $${whose}_webhook`, `where id = $${whose}_delivery`];
  return [
    say("webhook_endpoint", `reads a webhook of the ${whose}`, may, `select from webhook_endpoint ${it}`),
    say("webhook_endpoint", `makes a webhook for the ${whose}`, may, make(column, `$${whose}`)),
    say("webhook_endpoint", `makes one for another than the ${whose}`, NOBODY, make(column, `$other_${whose}`)),
    say(
      "webhook_endpoint",
      `leads a webhook of the ${whose} elsewhere`,
      may,
      `update webhook_endpoint set url = 'x' ${it}`,
    ),
    say(
      "webhook_endpoint",
      `gives a webhook of the ${whose} to another`,
      NOBODY,
      `update webhook_endpoint set ${column} = $other_${whose} ${it}`,
    ),
    say("webhook_endpoint", `deletes a webhook of the ${whose}`, may, `delete from webhook_endpoint ${it}`),
    say("outbox_delivery", `reads of a message to the ${whose}`, may, `select from outbox_delivery ${message}`),
    say(
      "outbox_delivery",
      `has a message to the ${whose} sent again`,
      may,
      `update outbox_delivery ${AGAIN} ${message}`,
    ),
    say(
      "outbox_event",
      `reads of what the ${whose} was told`,
      may,
      `select id, topic from outbox_event where id = $${whose}_event`,
    ),
  ];
});

/** Every way to reach who is told of what happens, and what is to be told. */
export const ON_NOTICES = [
  ...ON_WEBHOOKS,
  say("outbox_delivery", "has sent again all that it can", [...OWNER, ...DESK], `update outbox_delivery ${AGAIN}`),
  say("outbox_delivery", "sends a message elsewhere", NOBODY, "update outbox_delivery set destination_id = 'x'"),
  say(
    "outbox_delivery",
    "adds a message",
    NOBODY,
    `insert into outbox_delivery (id, event_id, position, subject, destination_id, kind, next_at) values ($new, $firm_event, 1, 'x', $firm_webhook::text, 'webhook', now())`,
  ),
  say("outbox_delivery", "deletes a message", NOBODY, "delete from outbox_delivery where id = $firm_delivery"),
  say(
    "outbox_event",
    "adds what happened",
    EVERYBODY,
    `insert into outbox_event (id, topic, subject, payload, occurred_at) values ($new, 'x', 'x', '{}', now())`,
  ),
  say("outbox_event", "reads the words of what happened", NOBODY, "select payload from outbox_event"),
  say("outbox_event", "changes what happened", NOBODY, "update outbox_event set topic = 'x'"),
  say("outbox_event", "deletes what happened", NOBODY, "delete from outbox_event where id = $firm_event"),
];
