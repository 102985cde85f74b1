import { randomUUID } from "node:crypto";
import type { Bearer } from "../../src/graph/identity/development-issuer.js";
import { IN_WORDS, SAID } from "./canaries.js";
import type { Asking, TestGateway } from "./gateway.js";

/** The state-run program for women of Chihuahua, and the agency that runs it. */
export const PROGRAM = "chihuahua-program-for-women";
export const AGENCY = "ichmujer";

/** People of the tests, by what they may do. */
export const BEARERS = {
  rosa: { role: "business", sub: "rosa" },
  stranger: { role: "business", sub: "stranger" },
  editor: { role: "agency_editor", sub: "window-1", agency: AGENCY },
  reviewer: { role: "agency_reviewer", sub: "reviewer-1", agency: AGENCY },
  approver: { role: "agency_approver", sub: "approver-1", agency: AGENCY },
  neighbour: { role: "agency_approver", sub: "approver-9", agency: "fojal" },
  auditor: { role: "auditor", sub: "auditor-1" },
} as const;
export type Person = keyof typeof BEARERS;
/** One of them, or somebody else. */
export type Who = Person | Bearer;

/** What an application is asked for by the tests. */
export const APPLICATION = `
  id folio version title requested { amount } answerDueOn tombstone
  state { code } turn { code } allowedMoves { code }
`;
const RESULT = `
  __typename
  ... on ApplicationChanged { application { ${APPLICATION} } }
  ... on Refused { message }
  ... on MoveNotAllowed { allowed { code } application { version state { code } } }
  ... on ApplicationVersionStale { application { version state { code } } }
  ... on ConditionNotMet { condition { code } }
  ... on ApplicationNotReady { gaps { field message } failed { id text } }
  ... on ProgramNotOpen { why { code } opensOn successors { id } similar { id } }
  ... on AlreadyApplied { application { id } }
  ... on BudgetExhausted { left { amount currency } }
`;

/** The profile of a woman's firm of Chihuahua that the program is for. */
export const ROSA = {
  state: "MX-CHH",
  ownerGender: "FEMALE",
  workers: 4,
  wantsToWork: true,
};

export type Input = Readonly<Record<string, unknown>>;

/** Plays the parts of a case against a gateway: each command with a key of its own unless one is given. */
export function casesOf(gateway: Pick<TestGateway, "as" | "read">) {
  const as = (who: Who): Asking => gateway.as(typeof who === "string" ? BEARERS[who] : who);

  /** Sends a command and gives its result, refusals too. */
  async function send(person: Who, mutation: string, input: Input) {
    const { data, errors } = await ask(person, mutation, input);
    if (errors) throw new Error(`${mutation} was answered with errors: ${JSON.stringify(errors)}`);
    return data[mutation];
  }

  /** Sends a command and gives the whole answer, errors too. */
  function ask(
    person: Who,
    mutation: string,
    input: Input,
    type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`,
  ) {
    return as(person).ask(
      `mutation ($input: ${INPUTS[mutation] ?? type}!) { ${mutation}(input: $input) { ${RESULT} } }`,
      {
        input: { clientMutationId: randomUUID(), ...input },
      },
    );
  }

  /** Sends a command on an application, as it is now; a failure of the test when it is refused. */
  async function done(person: Who, mutation: string, application: { id: string; version: number }, input: Input = {}) {
    const result = await send(person, mutation, {
      applicationId: application.id,
      version: application.version,
      ...input,
    });
    if (result.__typename !== "ApplicationChanged")
      throw new Error(`${mutation} was refused: ${JSON.stringify(result)}`);
    return result.application;
  }

  async function registerFirm(person: Who = "rosa", profile: object = ROSA, name = "Bordados Rosa"): Promise<string> {
    const { registerBusiness } = await as(person).read(
      `mutation ($input: RegisterBusinessInput!) { registerBusiness(input: $input) { ... on BusinessChanged { business { id } } } }`,
      { input: { clientMutationId: randomUUID(), name, email: SAID.email, profile } },
    );
    return registerBusiness.business.id;
  }

  async function programId(slug = PROGRAM): Promise<string> {
    return (await gateway.read(`query ($slug: ID!) { program(slug: $slug) { id } }`, { slug })).program.id;
  }

  async function openCall(input: Input = {}, person: Who = "editor"): Promise<{ id: string; version: number }> {
    const { openCall } = await as(person).read(
      `mutation ($input: OpenCallInput!) { openCall(input: $input) { ... on CallChanged { call { id version } } } }`,
      {
        input: {
          clientMutationId: randomUUID(),
          programId: await programId(),
          titleEs: "Convocatoria de prueba",
          titleEn: "A call for tests",
          opensOn: "2026-01-01",
          criteria: [
            { code: "impact", es: "Impacto", en: "Impact", max: 10, weight: 6_000 },
            { code: "viability", es: "Viabilidad", en: "Viability", max: 5, weight: 4_000 },
          ],
          ...input,
        },
      },
    );
    return openCall.call;
  }

  /** An application that is filled in and ready to be handed in. */
  async function draft(callId: string, businessId: string, person: Who = "rosa") {
    const started = await send(person, "startApplication", { businessId, programId: await programId(), callId });
    if (started.__typename !== "ApplicationChanged") throw new Error(`not started: ${JSON.stringify(started)}`);
    return done(person, "fillApplication", started.application, {
      title: "Taller de bordado",
      description: `Dos máquinas y un curso para cuatro bordadoras. ${IN_WORDS}`,
      requestedAmount: "50000.00",
    });
  }

  async function submitted(callId: string, businessId: string, person: Who = "rosa") {
    return done(person, "submitApplication", await draft(callId, businessId, person), { insist: true });
  }

  /** An application that reviewers spoke for. */
  async function recommended(callId: string, businessId: string, person: Who = "rosa", impact = 8) {
    let application = await submitted(callId, businessId, person);
    application = await done("editor", "admitApplication", application);
    application = await done("reviewer", "beginReview", application);
    application = await done("reviewer", "scoreApplication", application, {
      scores: [
        { criterion: "impact", score: impact },
        { criterion: "viability", score: 4 },
      ],
    });
    return done("reviewer", "recommendApplication", application, {
      favourable: true,
      reason: `Proyecto viable. ${IN_WORDS}`,
    });
  }

  const GRANT = {
    amount: "40000",
    tranches: [
      { amount: "25000", milestone: "Máquinas compradas", dueOn: "2026-12-15" },
      { amount: "15000", milestone: "Curso terminado", dueOn: "2027-03-15" },
    ],
  };

  return { as, ask, send, done, registerFirm, programId, openCall, draft, submitted, recommended, GRANT };
}

/** Inputs that several mutations share. */
const INPUTS: Readonly<Record<string, string>> = {
  signAgreement: "ApplicationInput",
  answerInformationRequest: "AnswerInformationInput",
  admitApplication: "ReasonedInput",
  declareIneligible: "ReasonedInput",
  beginReview: "ReasonedInput",
  rejectApplication: "ReasonedInput",
  waitlistApplication: "ReasonedInput",
  beginReporting: "ReasonedInput",
  closeApplication: "ReasonedInput",
  cancelAward: "ReasonedInput",
  settleRefund: "ReasonedInput",
  meetMilestone: "OfTrancheInput",
  payTranche: "OfTrancheInput",
};
