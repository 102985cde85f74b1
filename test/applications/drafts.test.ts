import { casesOf, type Who } from "../kit/case-file.js";
import { documentsOf } from "../kit/documents.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { countStatements } from "../kit/statements.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({}, { now: () => new Date("2026-11-24T18:00:00Z") });
});
afterAll(() => gateway.close());

const EVIDENCE = [{ code: "address", es: "Comprobante de domicilio", en: "Proof of address" }];
const QUERETARO: Who = { role: "agency_editor", sub: "window-22", agency: "municipio-queretaro" };

describe("drafts of many calls and programs", () => {
  it("tell each its own gaps and rules, with as many statements for ten as for one", async () => {
    const { as, registerFirm, openCall, programId, draft, done, send } = casesOf(gateway);
    const firms = [await registerFirm(), await registerFirm("rosa", { state: "MX-QUE" }, "Bordados Querétaro")];
    const elsewhere = await programId("exitos");
    const otherCall = await openCall({ programId: elsewhere }, QUERETARO);
    for (const businessId of firms) {
      const documentId = await documentsOf(gateway).brought(businessId);
      for (let place = 0; place < 4; place++) {
        const started = await draft((await openCall({ evidence: EVIDENCE })).id, businessId);
        if (place % 2 === 0) await done("rosa", "attachDocument", started, { documentId, evidence: "address" });
      }
      await send("rosa", "startApplication", { businessId, programId: elsewhere, callId: otherCall.id });
    }

    const read = (first: number) =>
      as("rosa").read(
        `query ($first: Int!) { applications(first: $first) { nodes {
           program { slug } business { name } gaps { field } check { verdict { code } failed { id } } documents { document { id } } clocks { dueOn } } } }`,
        { first },
      );
    const { nodes } = (await read(10)).applications;
    const told = nodes.map((node: Draft) =>
      [node.program.slug, node.business.name, node.gaps.map(({ field }) => field).join(), node.check.verdict.code].join(
        " | ",
      ),
    );
    expect(told.toSorted()).toMatchInlineSnapshot(`
[
  "chihuahua-program-for-women | Bordados Querétaro |  | INELIGIBLE",
  "chihuahua-program-for-women | Bordados Querétaro |  | INELIGIBLE",
  "chihuahua-program-for-women | Bordados Querétaro | documents.address | INELIGIBLE",
  "chihuahua-program-for-women | Bordados Querétaro | documents.address | INELIGIBLE",
  "chihuahua-program-for-women | Bordados Rosa |  | ELIGIBLE",
  "chihuahua-program-for-women | Bordados Rosa |  | ELIGIBLE",
  "chihuahua-program-for-women | Bordados Rosa | documents.address | ELIGIBLE",
  "chihuahua-program-for-women | Bordados Rosa | documents.address | ELIGIBLE",
  "exitos | Bordados Querétaro | title,description,requestedAmount | UNDETERMINED",
  "exitos | Bordados Rosa | title,description,requestedAmount | INELIGIBLE",
]
`);
    expect(nodes.every((node: Draft) => node.documents.length === (node.gaps.length === 0 ? 1 : 0))).toBe(true);

    const [one, ten] = [
      await countStatements(gateway.database, () => read(1)),
      await countStatements(gateway.database, () => read(10)),
    ];
    expect(ten).toBe(one);
  });
});

interface Draft {
  readonly program: { readonly slug: string };
  readonly business: { readonly name: string };
  readonly gaps: readonly { readonly field: string }[];
  readonly check: { readonly verdict: { readonly code: string } };
  readonly documents: readonly object[];
}
