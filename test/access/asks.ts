import { randomUUID } from "node:crypto";
import { globalId } from "../../src/graph/node.js";
import type { Case, Standing } from "./cases.js";

/** The ids of the things asked about: those of the case, or ones that nobody ever gave to anything. */
export interface Ids {
  readonly application: string;
  readonly firm: string;
  readonly call: string;
  readonly mandate: string;
  readonly key: string;
  readonly agency: string;
  readonly program: string;
}

/** How a root field is asked with arguments that work. */
export interface Ask {
  readonly document: string;
  readonly variables: (one: Case, ids: Ids) => object;
  /** How the application stands for it; a fresh one is made for each cell. */
  readonly standing: Standing;
  /** Whether the answer is what was asked for. */
  // biome-ignore lint/suspicious/noExplicitAny: answers have many shapes
  readonly done: (answer: any, one: Case) => boolean;
}

const SUBMITTED: Standing = { state: "submitted" };
const AWARDED = { awarded: true } as const;
const PAID = { awarded: true, paid: true } as const;

function query(field: string, types: string, args: string, wanted: string, ask: Partial<Ask>): [string, Ask] {
  const document = `query ${types && `(${types})`} { answer: ${field}${args && `(${args})`} ${wanted} }`;
  return [
    `Query.${field}`,
    { document, variables: () => ({}), standing: SUBMITTED, done: (answer) => answer !== null, ...ask },
  ];
}

const RESULTS = {
  application: `{ __typename ... on ApplicationChanged { application { id state { code } } } ... on Refused { message } }`,
  firm: `{ __typename ... on BusinessChanged { business { id name } } ... on Refused { message } }`,
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
const PROFILE = { state: "MX-CHH", workers: 4 };
const slug = (one: Case, name: string) => ({ slug: name === "agency" ? one.catalogAgency : name });

/** Every root field, asked. */
export const ASKS: Readonly<Record<string, Ask>> = Object.fromEntries([
  query("agencies", "", "first: 1", "{ nodes { slug } }", {}),
  query("agency", "$slug: ID!", "slug: $slug", "{ slug }", { variables: (one) => slug(one, "agency") }),
  query("catalogs", "", "first: 1", "{ nodes { slug } }", {}),
  query("catalog", "$slug: ID!", "slug: $slug", "{ slug }", { variables: (one) => slug(one, one.catalogSlug) }),
  query("programs", "", "first: 1", "{ nodes { slug } }", {}),
  query("program", "$slug: ID!", "slug: $slug", "{ slug calls { id } }", {
    variables: (one) => slug(one, one.programSlug),
  }),
  query("node", "$id: ID!", "id: $id", "{ id }", { variables: (_, { program }) => ({ id: program }) }),
  query("state", "", 'code: "MX-CHH"', "{ code }", {}),
  query("states", "", "", "{ code }", {}),
  query("municipality", "", 'code: "08019"', "{ code }", {}),
  query("municipalities", "", "first: 1", "{ nodes { code } }", {}),
  query("industry", "", 'code: "31-33"', "{ code }", {}),
  query("industries", "", "first: 1", "{ nodes { code } }", {}),
  query("checkEligibility", "$profile: ProfileInput!", "profile: $profile", "{ counts { count } }", {
    variables: () => ({ profile: PROFILE }),
  }),
  query("eligibilityFacts", "", "", "{ key }", {}),
  query(
    "replayVerdict",
    "$profile: ProfileInput!, $receipt: String!",
    "profile: $profile, receipt: $receipt",
    "{ same }",
    {
      variables: ({ receipt }) => ({ profile: PROFILE, receipt }),
    },
  ),
  query("call", "$id: ID!", "id: $id", "{ id granted { amount } program { slug } }", {
    variables: (_, { call }) => ({ id: call }),
  }),
  query("agencyStages", "$agency: String!", "agency: $agency", "{ code }", {
    variables: (_, { agency }) => ({ agency }),
    done: (answer) => answer.length === 1,
  }),
  query("me", "", "", "{ role { code } subject }", { done: () => true }),
  query("business", "$id: ID!", "id: $id", "{ id name facts { fact } mandates { id } consents { givenBy } }", {
    variables: (_, { firm }) => ({ id: firm }),
  }),
  query("exportBusiness", "$id: ID!", "id: $id", "{ text next }", { variables: (_, { firm }) => ({ id: firm }) }),
  query("myBusinesses", "", "", "{ totalCount nodes { id name } }", {
    done: ({ totalCount, nodes }, { firm }) => totalCount === 1 && nodes[0].id === globalId("Business", firm),
  }),
  query("application", "$id: ID!", "id: $id", "{ id title state { code } timeline { actor } messages { body } }", {
    variables: (_, { application }) => ({ id: application }),
  }),
  query("applications", "$firm: ID!", "filter: { businessId: $firm }", "{ totalCount nodes { id title } }", {
    variables: (_, { firm }) => ({ firm }),
    done: ({ totalCount, nodes }) => totalCount === 1 && nodes.length === 1,
  }),
  query("applicationCounts", "", "", "{ count state { code } }", { done: (answer) => answer.length > 0 }),
  query("apiKeys", "$agency: ID!", "agency: $agency", "{ totalCount nodes { id } }", {
    variables: (_, { agency }) => ({ agency }),
    done: ({ totalCount }) => totalCount > 0,
  }),

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
]);
