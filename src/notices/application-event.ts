import { z } from "zod";
import { screaming } from "../graph/concept.js";
import { globalId } from "../graph/node.js";
import type { NewEvent, OutboxEvent } from "../platform/outbox/index.js";

/** What happened to an application, in keys and codes. */
export interface ApplicationHappening {
  readonly applicationKey: string;
  readonly callKey: string;
  readonly programKey: string;
  /** Slug of the agency that the application was, or would be, handed in to. */
  readonly agency: string;
  /** Null until it is handed in. */
  readonly folio: string | null;
  readonly what: string;
  readonly from: string | null;
  readonly to: string;
  readonly version: number;
  /** Last day to answer, where what happened sets one. */
  readonly dueOn: string | null;
  readonly at: Date;
}

const TOPICS = "application.";
/** Topic of a deadline that is near, which no timeline tells of. */
export const DEADLINE_NEAR = "deadline_near";

/** Topics that somebody may want to be told of, and patterns for several of them. */
export function topicsOf(happenings: readonly string[]): readonly string[] {
  return ["*", `${TOPICS}*`, ...[...happenings, DEADLINE_NEAR].map((what) => `${TOPICS}${what}`)];
}

/**
 * The event that others are told of: ids, codes and days as the graph spells them. Nothing of what anybody wrote, and nothing
 * that says whose the application is: the same bytes go to the agency and to the firm.
 */
export function eventOf(happening: ApplicationHappening): NewEvent {
  const { applicationKey, callKey, programKey, agency, folio, what, from, to, version, dueOn, at } = happening;
  return {
    topic: `${TOPICS}${what}`,
    subject: applicationKey,
    occurredAt: at,
    payload: {
      applicationId: globalId("Application", applicationKey),
      callId: globalId("Call", callKey),
      programId: globalId("Program", programKey),
      agency,
      folio,
      what: screaming(what),
      from: from === null ? null : screaming(from),
      to: screaming(to),
      version,
      dueOn,
      at: at.toISOString(),
    },
  };
}

const Payload = z.object({
  programId: z.string(),
  agency: z.string(),
  folio: z.string().nullable(),
  dueOn: z.string().nullable(),
});

/** What an event tells of an application; undefined for events of other things. */
export function readEvent({ topic, subject, payload }: OutboxEvent) {
  if (!topic.startsWith(TOPICS)) return undefined;
  return { ...Payload.parse(payload), what: topic.slice(TOPICS.length), applicationKey: subject };
}
