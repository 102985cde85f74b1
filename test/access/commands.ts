import { randomUUID } from "node:crypto";
import { globalId } from "../../src/graph/node.js";
import { type Ask, changesOf, PROFILE, SUBMITTED } from "./ask.js";
import type { Case, Standing } from "./cases.js";
import { EVIDENCE, ITEM } from "./kept-rows.js";

const AWARDED = { awarded: true } as const;
const PAID = { awarded: true, paid: true } as const;

const INPUT_OF_ITEM: Readonly<Record<string, string>> = {
  harvestSource: "HarvestSourceInput",
  joinItem: "JoinItemInput",
};
const RESULTS = {
  application: `{ __typename ... on ApplicationChanged { application { id state { code } } } ... on Refused { message } }`,
  firm: `{ __typename ... on BusinessChanged { business { id name } } ... on Refused { message } }`,
  revision: `{ __typename ... on RevisionChanged { revision { id version } } ... on Refused { message } }`,
  webhook: `{ __typename ... on WebhookChanged { webhook { id } } ... on Refused { message } }`,
  call: `{ __typename ... on CallChanged { call { id version } } ... on Refused { message } }`,
};

function mutation(
  field: string,
  type: string,
  wanted: string,
  input: Ask["variables"],
  ask: Partial<Ask> = {},
): [string, Ask] {
  return [
    `Mutation.${field}`,
    {
      document: `mutation ($input: ${type}!) { answer: ${field}(input: $input) ${wanted} }`,
      variables: (one, ids) => ({ input: { clientMutationId: randomUUID(), ...input(one, ids) } }),
      standing: SUBMITTED,
      done: (answer) => answer !== null && (answer.__typename === undefined || answer.__typename.endsWith("Changed")),
      ...ask,
    },
  ];
}

/** A command on an application. */
const move = (field: string, type: string, standing: Standing, extra: object = {}) =>
  mutation(
    field,
    type,
    RESULTS.application,
    (_, { application }) => ({ applicationId: application, version: 1, ...extra }),
    {
      standing,
    },
  );
/** A command on a firm. */
const onFirm = (field: string, type: string, extra: (one: Case) => object, wanted = RESULTS.firm) =>
  mutation(field, type, wanted, (one, { firm }) => ({ businessId: firm, ...extra(one) }));

const REASON = { reason: "Por lo que dicen las reglas." };
const FILE = {
  kind: "QUOTATION",
  fileName: "cotizacion.pdf",
  mediaType: "application/pdf",
  size: 9,
  sha256: "0".repeat(64),
};
const onRevision = (field: string, type: string, standing: keyof Case["revisions"], extra: object = {}) =>
  mutation(field, type, RESULTS.revision, (_, { revisions }) => ({
    revisionId: globalId("Revision", revisions[standing]),
    version: 1,
    ...extra,
  }));
const onWebhook = (field: string, type: string, extra: object = {}, wanted = RESULTS.webhook) =>
  mutation(field, type, wanted, (_, { webhook }) => ({ webhookId: webhook, ...extra }));

/** Every command, asked. */
export const COMMANDS: readonly [string, Ask][] = [
  mutation("registerBusiness", "RegisterBusinessInput", RESULTS.firm, () => ({
    name: "Bordados nuevos",
    profile: PROFILE,
  })),
  onFirm("updateBusiness", "UpdateBusinessInput", () => ({ version: 1, name: "Otro nombre", profile: { workers: 9 } })),
  onFirm("suppressBusiness", "SuppressBusinessInput", ({ name }) => ({ confirmName: name }), ""),
  onFirm("grantMandate", "GrantMandateInput", ({ later }) => ({
    holder: "contadora",
    scopes: ["READ"],
    expiresOn: later,
  })),
  mutation("revokeMandate", "RevokeMandateInput", RESULTS.firm, (_, { mandate }) => ({ mandateId: mandate })),
  onFirm("giveConsent", "ConsentInput", () => ({ purpose: "NOTICES" })),
  onFirm("withdrawConsent", "ConsentInput", () => ({ purpose: "IMPACT_PREVIEWS" })),
  mutation(
    "startApplication",
    "StartApplicationInput",
    RESULTS.application,
    (_, { firm, call, program }) => ({ businessId: firm, callId: call, programId: program }),
    { standing: { state: "withdrawn" } },
  ),
  move("fillApplication", "FillApplicationInput", { state: "draft" }, { title: "Otro título", requestedAmount: "10" }),
  mutation(
    "attachDocument",
    "AttachDocumentInput",
    RESULTS.application,
    (_, { application, document }) => ({
      applicationId: application,
      version: 1,
      documentId: document,
      evidence: EVIDENCE.code,
    }),
    { standing: { state: "draft" } },
  ),
  onFirm("prepareDocument", "PrepareDocumentInput", () => FILE, "{ document { id } }"),
  mutation("removeDocument", "RemoveDocumentInput", "", (_, { document }) => ({ documentId: document })),
  move("submitApplication", "SubmitApplicationInput", { state: "draft" }, { insist: true }),
  move("withdrawApplication", "WithdrawApplicationInput", SUBMITTED, { reason: "Ya no." }),
  move(
    "answerInformationRequest",
    "AnswerInformationInput",
    { state: "information_requested" },
    { answer: "Aquí va." },
  ),
  move("signAgreement", "ApplicationInput", { state: "approved", ...AWARDED }),
  move(
    "reportSpending",
    "ReportSpendingInput",
    { state: "reporting", ...PAID },
    {
      summary: "Se compraron dos máquinas de coser.",
      spentAmount: "100",
    },
  ),
  mutation("sendMessage", "SendMessageInput", RESULTS.application, (_, { application }) => ({
    applicationId: application,
    body: "Buenos días.",
  })),
  move("assignApplication", "AssignApplicationInput", SUBMITTED, { to: "otra-persona" }),
  move("enterStage", "EnterStageInput", SUBMITTED, { stage: "desk" }),
  move("requestInformation", "RequestInformationInput", SUBMITTED, {
    items: [{ code: "MISSING_DOCUMENT", text: "Falta un comprobante." }],
  }),
  move("admitApplication", "ReasonedInput", SUBMITTED),
  move("declareIneligible", "ReasonedInput", SUBMITTED, REASON),
  move("beginReview", "ReasonedInput", { state: "admitted" }),
  move(
    "scoreApplication",
    "ScoreApplicationInput",
    { state: "under_review" },
    { scores: [{ criterion: "impact", score: 7 }] },
  ),
  move("recommendApplication", "RecommendApplicationInput", { state: "under_review" }, { favourable: true, ...REASON }),
  move(
    "approveApplication",
    "ApproveApplicationInput",
    { state: "recommended" },
    {
      amount: "300",
      tranches: [{ amount: "300", milestone: "Máquinas compradas", dueOn: "2027-12-15" }],
    },
  ),
  move("rejectApplication", "ReasonedInput", { state: "recommended" }, REASON),
  move("waitlistApplication", "ReasonedInput", { state: "recommended" }),
  move("meetMilestone", "OfTrancheInput", { state: "agreement_signed", ...AWARDED }, { number: 1 }),
  move("payTranche", "OfTrancheInput", { state: "agreement_signed", met: true, ...AWARDED }, { number: 1 }),
  move("beginReporting", "ReasonedInput", { state: "disbursing", ...AWARDED }),
  move("closeApplication", "ReasonedInput", { state: "reporting", ...PAID }),
  move("cancelAward", "ReasonedInput", { state: "approved", ...AWARDED }, REASON),
  move("demandRefund", "DemandRefundInput", { state: "disbursing", ...PAID }, { amount: "100", ...REASON }),
  move("recordRepayment", "RecordRepaymentInput", { state: "refund_due", refund: true, ...PAID }, { amount: "100" }),
  move("settleRefund", "ReasonedInput", { state: "refund_due", refund: true, returned: true, ...PAID }),
  mutation("openCall", "OpenCallInput", RESULTS.call, (_, { program }) => ({
    programId: program,
    titleEs: "Convocatoria",
    titleEn: "A call",
    opensOn: "2026-01-01",
  })),
  mutation("closeCall", "CloseCallInput", RESULTS.call, (_, { call }) => ({ callId: call, version: 1 })),
  mutation("defineStages", "DefineStagesInput", "{ code }", () => ({
    stages: [{ code: "own", state: "SUBMITTED", es: "Propia", en: "Own" }],
  })),
  mutation("createApiKey", "CreateApiKeyInput", "{ apiKey { id } }", ({ catalogAgency }, { agency }) => ({
    agency: agency.startsWith("nobody") ? agency : catalogAgency,
    label: "Sistema",
  })),
  mutation("revokeApiKey", "RevokeApiKeyInput", "{ apiKey { id revokedAt } }", (_, { key }) => ({ id: key })),
  mutation("draftRevision", "DraftRevisionInput", RESULTS.revision, ({ programSlug, programKey }, { program }) => ({
    title: "Un cambio",
    ...REASON,
    changes: changesOf({ programSlug, programKey }, program),
  })),
  mutation("importPrograms", "ImportProgramsInput", "{ programs { outcome { code } } }", ({ programSlug }) => ({
    title: "Una carga",
    ...REASON,
    dryRun: true,
    documents: [{ slug: programSlug }],
  })),
  ...["harvestSource", "retryItem", "joinItem", "separateItem"].map((field) =>
    mutation(
      field,
      INPUT_OF_ITEM[field] ?? "SourceItemInput",
      "{ id outcome { code } }",
      ({ programSlug }, { source }) => ({
        source,
        ...(field === "harvestSource" ? {} : { itemId: ITEM }),
        ...(field === "joinItem" ? { program: programSlug } : {}),
      }),
    ),
  ),
  onRevision("editRevision", "EditRevisionInput", "draft", { title: "Otro título" }),
  onRevision("rebaseRevision", "RebaseRevisionInput", "draft"),
  onRevision("submitRevision", "RevisionInput", "draft"),
  onRevision("takeBackRevision", "RevisionInput", "submitted"),
  onRevision("sendBackRevision", "ReasonedRevisionInput", "submitted", REASON),
  onRevision("approveRevision", "RevisionInput", "submitted"),
  onRevision("rejectRevision", "ReasonedRevisionInput", "submitted", REASON),
  onRevision("discardRevision", "RevisionInput", "draft"),
  onRevision("callOffRevision", "ReasonedRevisionInput", "scheduled", REASON),
  mutation("rollBackRevision", "RollBackRevisionInput", RESULTS.revision, (_, { revisions }) => ({
    revisionId: globalId("Revision", revisions.published),
    ...REASON,
  })),
  mutation("delegatePublishing", "DelegatePublishingInput", "{ id }", ({ later }) => ({ to: "inadem", until: later })),
  mutation("revokeDelegation", "RevokeDelegationInput", "{ id }", (_, { delegation }) => ({
    delegationId: delegation,
  })),
  mutation("endAccess", "EndAccessInput", "{ subject }", () => ({ subject: `gone-${randomUUID()}` })),
  mutation("createWebhook", "CreateWebhookInput", RESULTS.webhook, (_, { hookedFirm }) => ({
    businessId: hookedFirm,
    url: "https://1.1.1.1/",
    topics: ["*"],
  })),
  onWebhook("updateWebhook", "UpdateWebhookInput", { version: 1, enabled: false }),
  onWebhook("rotateWebhookSecret", "OfWebhookInput"),
  onWebhook("deleteWebhook", "OfWebhookInput", {}, "{ webhookId }"),
  mutation("redeliverWebhook", "RedeliverWebhookInput", "{ deliveryId }", (_, { delivery }) => ({
    deliveryId: delivery,
  })),
];
