import { defineEntity, p } from "@mikro-orm/core";
import type { CallDocument, ClosedBecause } from "./calls/call-document.js";
import type { State } from "./lifecycle/states.js";

/** A window of time in which a program takes applications, and the money there is for them. */
export const CallSchema = defineEntity({
  name: "Call",
  tableName: "call",
  properties: {
    id: p.uuid().primary(),
    programId: p.uuid(),
    agency: p.text(),
    document: p.json<CallDocument>(),
    opensOn: p.string().columnType("date"),
    closesOn: p.string().columnType("date").nullable(),
    closedAt: p.datetime().nullable(),
    closedBecause: p.text().$type<ClosedBecause>().nullable(),
    /** What is asked for, in percent of the budget, at which it closes by itself. */
    closesAtPercent: p.integer().nullable(),
    budgetCents: p.bigint("number").nullable(),
    grantedCents: p.bigint("number").default(0),
    version: p.integer(),
    openedBy: p.text(),
    openedAt: p.datetime(),
  },
});
export class CallRow extends CallSchema.class {}
CallSchema.setClass(CallRow);

/** One firm's request for one program, under one call; what it holds of the firm is sealed. */
export const ApplicationSchema = defineEntity({
  name: "Application",
  tableName: "application",
  properties: {
    id: p.uuid().primary(),
    businessId: p.uuid(),
    programId: p.uuid(),
    programVersionId: p.uuid(),
    rulesDigest: p.text(),
    callId: p.uuid(),
    agency: p.text(),
    state: p.text().$type<State>(),
    stage: p.text().nullable(),
    folio: p.text().nullable(),
    version: p.integer(),
    content: p.blob().nullable(),
    requestedCents: p.bigint("number").nullable(),
    snapshot: p.blob().nullable(),
    verdict: p.text().nullable(),
    receipt: p.text().nullable(),
    assignedTo: p.text().nullable(),
    awardedCents: p.bigint("number").nullable(),
    paidCents: p.bigint("number").default(0),
    refundCents: p.bigint("number").nullable(),
    returnedCents: p.bigint("number").default(0),
    signedByApplicant: p.text().nullable(),
    signedByAgency: p.text().nullable(),
    report: p.blob().nullable(),
    results: p.json<Readonly<Record<string, string>>>().nullable(),
    startedBy: p.text(),
    createdAt: p.datetime(),
    submittedAt: p.datetime().nullable(),
    stateSince: p.datetime(),
    updatedAt: p.datetime(),
    answerDueOn: p.string().columnType("date").nullable(),
    suppressedAt: p.datetime().nullable(),
  },
});
export class ApplicationRow extends ApplicationSchema.class {}
ApplicationSchema.setClass(ApplicationRow);

/** Something that happened to an application; never changed, never removed. */
export const ApplicationEventSchema = defineEntity({
  name: "ApplicationEvent",
  tableName: "application_event",
  properties: {
    id: p.uuid().primary(),
    applicationId: p.uuid(),
    version: p.integer(),
    what: p.text(),
    fromState: p.text().$type<State>().nullable(),
    toState: p.text().$type<State>(),
    role: p.text(),
    actor: p.text(),
    reason: p.blob().nullable(),
    reasonCodes: p.array(),
    details: p.json<Readonly<Record<string, string | number | null>>>(),
    at: p.datetime(),
  },
});
export class ApplicationEventRow extends ApplicationEventSchema.class {}
ApplicationEventSchema.setClass(ApplicationEventRow);

/** What an agency asked of a firm, with a deadline, and what the firm answered. */
export const InformationRequestSchema = defineEntity({
  name: "InformationRequest",
  tableName: "information_request",
  properties: {
    id: p.uuid().primary(),
    applicationId: p.uuid(),
    items: p.blob(),
    askedAt: p.datetime(),
    dueOn: p.string().columnType("date"),
    answer: p.blob().nullable(),
    answeredAt: p.datetime().nullable(),
  },
});
export class InformationRequestRow extends InformationRequestSchema.class {}
InformationRequestSchema.setClass(InformationRequestRow);

export const MessageSchema = defineEntity({
  name: "ApplicationMessage",
  tableName: "application_message",
  properties: {
    id: p.uuid().primary(),
    applicationId: p.uuid(),
    role: p.text(),
    author: p.text(),
    body: p.blob(),
    internal: p.boolean(),
    at: p.datetime(),
  },
});
export class MessageRow extends MessageSchema.class {}
MessageSchema.setClass(MessageRow);

export const ReviewScoreSchema = defineEntity({
  name: "ReviewScore",
  tableName: "review_score",
  properties: {
    applicationId: p.uuid().primary(),
    reviewer: p.text().primary(),
    criterion: p.text().primary(),
    score: p.integer(),
    at: p.datetime(),
  },
});
export class ReviewScoreRow extends ReviewScoreSchema.class {}
ReviewScoreSchema.setClass(ReviewScoreRow);

/** One part of an award, paid when its milestone is met. */
export const TrancheSchema = defineEntity({
  name: "Tranche",
  tableName: "tranche",
  properties: {
    applicationId: p.uuid().primary(),
    number: p.integer().primary(),
    amountCents: p.bigint("number"),
    milestone: p.text(),
    dueOn: p.string().columnType("date").nullable(),
    metBy: p.text().nullable(),
    metAt: p.datetime().nullable(),
    paidBy: p.text().nullable(),
    paidAt: p.datetime().nullable(),
  },
});
export class TrancheRow extends TrancheSchema.class {}
TrancheSchema.setClass(TrancheRow);

/** A document of the firm's that stands behind an application, and what it proves. */
export const AttachmentSchema = defineEntity({
  name: "ApplicationDocument",
  tableName: "application_document",
  properties: {
    applicationId: p.uuid().primary(),
    evidence: p.text().primary(),
    documentId: p.uuid().primary(),
    attachedBy: p.text(),
    attachedAt: p.datetime(),
  },
});
export class AttachmentRow extends AttachmentSchema.class {}
AttachmentSchema.setClass(AttachmentRow);

export const APPLICATION_ENTITIES = [
  CallSchema,
  ApplicationSchema,
  ApplicationEventSchema,
  InformationRequestSchema,
  MessageSchema,
  ReviewScoreSchema,
  TrancheSchema,
  AttachmentSchema,
];
