import { casesOf, type Person } from "../../kit/case-file.js";
import { documentsOf } from "../../kit/documents.js";
import { firmsOf } from "../../kit/firms.js";
import type { TestGateway } from "../../kit/gateway.js";

/** A command that is done when it is sent as it is here: who sends it, and every field of its input. */
export interface Good {
  readonly who: Person;
  readonly input: object;
}

const PROFILE = {
  state: "MX-CHH",
  municipality: "08037",
  scian: "316211",
  annualSalesMxn: "1250000.50",
  firmAgeYears: 3,
  exporter: true,
  legalForm: "PERSONA_FISICA",
  wants: ["CREDIT"],
  certifications: ["ISO9001"],
  between: [{ fact: "workers", min: "3", max: "10" }],
  oneOf: [{ fact: "size", values: ["MICRO", "SMALL"] }],
  notComplete: ["certifications"],
  notKnown: ["formal"],
  rfc: "GODE561231GR8",
  curp: "HEGG560427MVZRRL04",
};

/** A good input for each mutation on firms and applications, each on a thing of its own that is where the mutation needs it. */
export function goodInputs(gateway: TestGateway): Readonly<Record<string, () => Promise<Good>>> {
  const { registerFirm, openCall, programId, draft, submitted, recommended, done, GRANT } = casesOf(gateway);
  const reason = "Porque así lo piden las reglas.";
  const why = { reason, reasonCodes: ["OTHER"] };
  type Application = { id: string; version: number };

  const fresh = async <T>(make: (callId: string, businessId: string) => Promise<T>) =>
    make((await openCall()).id, await registerFirm());
  const drafted = () => fresh((call, firm) => draft(call, firm));
  const handedIn = () => fresh((call, firm) => submitted(call, firm));
  const admitted = async () => done("editor", "admitApplication", await handedIn());
  const underReview = async () => done("reviewer", "beginReview", await admitted());
  const scored = async () =>
    done("reviewer", "scoreApplication", await underReview(), {
      scores: [
        { criterion: "impact", score: 8 },
        { criterion: "viability", score: 4 },
      ],
    });
  const spokenFor = () => fresh((call, firm) => recommended(call, firm));
  const approved = async () => done("approver", "approveApplication", await spokenFor(), GRANT);
  const agreed = async () => done("approver", "signAgreement", await done("rosa", "signAgreement", await approved()));
  const met = async () => done("editor", "meetMilestone", await agreed(), { number: 1 });
  const paid = async () => done("approver", "payTranche", await met(), { number: 1 });
  const reporting = async () => done("editor", "beginReporting", await paid());
  const REPORT = {
    summary: "Se compraron dos máquinas y se dio el curso.",
    spentAmount: "25000",
    results: [{ metric: "jobs-created", value: "2" }],
  };
  const reported = async () => done("rosa", "reportSpending", await reporting(), REPORT);
  const owing = async () => done("approver", "demandRefund", await paid(), { reason, amount: "500" });
  const returned = async () => done("editor", "recordRepayment", await owing(), { amount: "500" });
  const asked = async () =>
    done("editor", "requestInformation", await handedIn(), { items: [{ code: "OTHER", text: "Falta un recibo." }] });
  const staged = async () => {
    const { as } = casesOf(gateway);
    await as("editor").read("mutation ($input: DefineStagesInput!) { defineStages(input: $input) { code } }", {
      input: {
        clientMutationId: crypto.randomUUID(),
        stages: [{ code: "legal", state: "SUBMITTED", es: "Jurídico", en: "Legal" }],
      },
    });
    return handedIn();
  };

  const firm = (make: (businessId: string) => object | Promise<object>) => async (): Promise<Good> => {
    const businessId = await registerFirm();
    return { who: "rosa", input: { businessId, ...(await make(businessId)) } };
  };
  const on = (who: Person, state: () => Promise<Application>, rest: object) => async (): Promise<Good> => {
    const { id, version } = await state();
    return { who, input: { applicationId: id, version, ...rest } };
  };

  const { announced, brought } = documentsOf(gateway);
  const withDocument = async (): Promise<Good> => {
    const businessId = await registerFirm();
    const call = await openCall({ evidence: [{ code: "receipt", es: "Recibo", en: "Receipt" }] });
    const { id, version } = await draft(call.id, businessId);
    const documentId = await brought(businessId);
    return { who: "rosa", input: { applicationId: id, version, evidence: "receipt", documentId } };
  };

  return {
    prepareDocument: firm(() => ({
      kind: "OTHER",
      fileName: "recibo.pdf",
      mediaType: "application/pdf",
      size: 1_000,
      sha256: "0".repeat(64),
      validFrom: "2026-01-01",
      validUntil: "2027-01-01",
    })),
    removeDocument: async () => ({
      who: "rosa",
      input: { documentId: (await announced(await registerFirm())).document.id },
    }),
    attachDocument: withDocument,
    registerBusiness: async () => ({
      who: "rosa",
      input: { name: "Firma", email: "rosa@bordados.mx", profile: PROFILE },
    }),
    updateBusiness: async () => {
      const businessId = await registerFirm();
      const evidence = [{ fact: "workers", documentId: (await announced(businessId)).document.id }];
      const changes = { name: "Otra", email: "rosa@bordados.mx", profile: { workers: 5 }, forget: ["state"], evidence };
      return { who: "rosa", input: { businessId, version: 1, ...changes } };
    },
    suppressBusiness: firm(() => ({ confirmName: "Bordados Rosa" })),
    grantMandate: firm(() => ({ holder: "luz", scopes: ["READ"], expiresOn: "2027-01-01" })),
    revokeMandate: async () => {
      const { register, done: doneTo } = firmsOf(gateway);
      const { id } = await register("rosa");
      const grant = { businessId: id, holder: "luz", scopes: ["READ"], expiresOn: "2027-01-01" };
      const { mandates } = await doneTo("rosa", "grantMandate", grant);
      return { who: "rosa", input: { mandateId: mandates.nodes[0].id } };
    },
    giveConsent: firm(() => ({ purpose: "NOTICES" })),
    withdrawConsent: firm(() => ({ purpose: "NOTICES" })),
    openCall: async () => ({
      who: "editor",
      input: {
        programId: await programId(),
        titleEs: "Otra convocatoria",
        titleEn: "Another call",
        opensOn: "2026-01-01",
        closesOn: "2027-01-01",
        closesWhenRequested: "2.5",
        budget: "100000",
        mostPerApplication: "50000",
        criteria: [{ code: "impact", es: "Impacto", en: "Impact", max: 10, weight: 10_000 }],
        evidence: [{ code: "receipt", es: "Recibo", en: "Receipt" }],
        terms: [{ clock: "ANSWER", days: 10, natural: true }],
      },
    }),
    closeCall: async () => {
      const { id, version } = await openCall();
      return { who: "editor", input: { callId: id, version } };
    },
    startApplication: firm(async () => ({ programId: await programId(), callId: (await openCall()).id })),
    fillApplication: on("rosa", drafted, {
      title: "Taller de bordado",
      description: "Dos máquinas y un curso para cuatro bordadoras.",
      requestedAmount: "1000",
    }),
    submitApplication: on("rosa", drafted, { insist: true }),
    withdrawApplication: on("rosa", drafted, { reason }),
    answerInformationRequest: on("rosa", asked, { answer: "Aquí va el recibo." }),
    signAgreement: on("rosa", approved, {}),
    reportSpending: on("rosa", reporting, REPORT),
    assignApplication: on("editor", handedIn, { to: "reviewer-1" }),
    requestInformation: on("editor", handedIn, { items: [{ code: "OTHER", text: "Falta un recibo." }] }),
    defineStages: async () => ({
      who: "editor",
      input: { stages: [{ code: "legal", state: "SUBMITTED", es: "Jurídico", en: "Legal" }] },
    }),
    enterStage: on("editor", staged, { stage: "legal" }),
    admitApplication: on("editor", handedIn, why),
    declareIneligible: on("reviewer", handedIn, why),
    beginReview: on("reviewer", admitted, why),
    scoreApplication: on("reviewer", underReview, {
      scores: [
        { criterion: "impact", score: 8 },
        { criterion: "viability", score: 4 },
      ],
    }),
    recommendApplication: on("reviewer", scored, { favourable: true, ...why }),
    approveApplication: on("approver", spokenFor, { ...GRANT, ...why }),
    rejectApplication: on("approver", spokenFor, why),
    waitlistApplication: on("approver", spokenFor, why),
    meetMilestone: on("editor", agreed, { number: 1 }),
    payTranche: on("approver", met, { number: 1 }),
    beginReporting: on("editor", paid, why),
    closeApplication: on("approver", reported, why),
    cancelAward: on("approver", agreed, why),
    demandRefund: on("approver", paid, { amount: "500", ...why }),
    recordRepayment: on("editor", owing, { amount: "500" }),
    settleRefund: on("approver", returned, why),
    sendMessage: async () => ({
      who: "rosa",
      input: { applicationId: (await handedIn()).id, body: "¿Cuándo habrá respuesta?", internal: false },
    }),
  };
}
