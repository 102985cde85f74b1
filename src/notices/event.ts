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

export interface CallHappening {
  readonly callKey: string;
  readonly programKey: string;
  /** Slug of the agency whose call it is. */
  readonly agency: string;
  readonly what: "opened" | "altered" | "closed";
  readonly version: number;
  readonly opensOn: string;
  readonly closesOn: string | null;
  readonly at: Date;
}

/** An edition of a program that was published. It is public, so whoever asks for such news is told. */
export interface ProgramHappening {
  readonly programKey: string;
  readonly slug: string;
  /** Number of the edition. */
  readonly edition: number;
  /** First day it is in force. */
  readonly inForceFrom: string;
  readonly at: Date;
}

/** That an edition of a program gives a firm another answer. */
export interface AnswerHappening {
  readonly businessKey: string;
  readonly programKey: string;
  /** Verdicts by the edition before and by the new one. */
  readonly from: string;
  readonly to: string;
  /** First day the new edition is in force. */
  readonly inForceFrom: string;
  readonly at: Date;
}

const TOPICS = "application.";
const PROGRAM_TOPICS = "program.";
const CALL_TOPICS = "call.";
const ANSWER_TOPICS = "eligibility.";

/** By the beginning of a topic, what the subjects of its events are. */
const SUBJECTS: Readonly<Record<string, string>> = {
  [TOPICS]: "Application",
  [PROGRAM_TOPICS]: "Program",
  [CALL_TOPICS]: "Call",
  [ANSWER_TOPICS]: "Business",
};
/** Topic of a deadline that is near, which no timeline tells of. */
export const DEADLINE_NEAR = "deadline_near";

/** Topics that somebody may want to be told of, and patterns for several of them. */
export function topicsOf(happenings: readonly string[]): readonly string[] {
  const ofApplications = [...happenings, DEADLINE_NEAR].map((what) => `${TOPICS}${what}`);
  const ofCalls = ["*", "opened", "altered", "closed"].map((what) => `${CALL_TOPICS}${what}`);
  const ofPrograms = ["*", "published"].map((what) => `${PROGRAM_TOPICS}${what}`);
  const ofAnswers = ["*", "changed"].map((what) => `${ANSWER_TOPICS}${what}`);
  return ["*", `${TOPICS}*`, ...ofApplications, ...ofCalls, ...ofPrograms, ...ofAnswers];
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

/** The event that a call was opened, altered or closed; that its last day has passed, its days say. */
export function eventOfCall(happening: CallHappening): NewEvent {
  const { callKey, programKey, agency, what, version, opensOn, closesOn, at } = happening;
  const ids = { callId: globalId("Call", callKey), programId: globalId("Program", programKey) };
  return {
    topic: `${CALL_TOPICS}${what}`,
    subject: callKey,
    occurredAt: at,
    payload: { ...ids, agency, what: screaming(what), version, opensOn, closesOn, at: at.toISOString() },
  };
}

/** The event that an edition was published: what is public of it, and where to read the rest. */
export function eventOfProgram({ programKey, slug, edition, inForceFrom, at }: ProgramHappening): NewEvent {
  return {
    topic: `${PROGRAM_TOPICS}published`,
    subject: programKey,
    occurredAt: at,
    payload: { programId: globalId("Program", programKey), slug, edition, inForceFrom, at: at.toISOString() },
  };
}

/** The event that a firm's answer changed: which program, the two verdicts and since when; of the facts behind them nothing. */
export function eventOfAnswer({ businessKey, programKey, from, to, inForceFrom, at }: AnswerHappening): NewEvent {
  const ids = { businessId: globalId("Business", businessKey), programId: globalId("Program", programKey) };
  return {
    topic: `${ANSWER_TOPICS}changed`,
    subject: businessKey,
    occurredAt: at,
    payload: { ...ids, from: screaming(from), to: screaming(to), inForceFrom, at: at.toISOString() },
  };
}

/** The global id of what an event is about. */
export function subjectIdOf({ topic, subject }: Pick<OutboxEvent, "topic" | "subject">): string {
  const [, type = "Application"] = Object.entries(SUBJECTS).find(([beginning]) => topic.startsWith(beginning)) ?? [];
  return globalId(type, subject);
}

/** Whether an event is of the public catalog, and so for whoever wants to hear of it. */
export function isPublic({ topic }: OutboxEvent): boolean {
  return topic.startsWith(PROGRAM_TOPICS);
}

const OfCall = z.object({ agency: z.string() });
const OfApplication = z.object({
  programId: z.string(),
  agency: z.string(),
  folio: z.string().nullable(),
  dueOn: z.string().nullable(),
});

/** What an event tells of an application; undefined for events of other things. */
export function readEvent({ topic, subject, payload }: OutboxEvent) {
  if (!topic.startsWith(TOPICS)) return undefined;
  return { ...OfApplication.parse(payload), what: topic.slice(TOPICS.length), applicationKey: subject };
}

const OfAnswer = z.object({ programId: z.string(), from: z.string(), to: z.string(), inForceFrom: z.string() });

/** What an event tells of a firm's answer; undefined for events of other things. */
export function readAnswer({ topic, subject, payload }: OutboxEvent) {
  if (!topic.startsWith(ANSWER_TOPICS)) return undefined;
  return { ...OfAnswer.parse(payload), businessKey: subject };
}

/** The agency whose call an event is about; undefined for events of other things. */
export function agencyOfCall({ topic, payload }: OutboxEvent): string | undefined {
  return topic.startsWith(CALL_TOPICS) ? OfCall.parse(payload).agency : undefined;
}
