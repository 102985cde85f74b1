import { createHash, randomUUID } from "node:crypto";
import { casesOf, type Who } from "./case-file.js";
import type { TestGateway } from "./gateway.js";

export const PDF = Buffer.from("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n");

/** Documents of firms, announced and brought to a gateway. */
export function documentsOf(gateway: Pick<TestGateway, "as" | "read" | "url">) {
  /** Announces one, and gives the whole answer. */
  const prepare = (businessId: string, input: object = {}, person: Who = "rosa") =>
    casesOf(gateway)
      .as(person)
      .ask(
        `mutation ($input: PrepareDocumentInput!) { prepareDocument(input: $input) {
           uploadPath document { id storedAt expired downloadPath kind { label } } } }`,
        {
          input: {
            clientMutationId: randomUUID(),
            businessId,
            kind: "PROOF_OF_ADDRESS",
            fileName: "recibo de luz.pdf",
            mediaType: "application/pdf",
            size: PDF.length,
            sha256: createHash("sha256").update(PDF).digest("hex"),
            ...input,
          },
        },
      );

  const announced = async (businessId: string, input: object = {}, person: Who = "rosa") =>
    (await prepare(businessId, input, person)).data.prepareDocument;

  const bring = (path: string, body: Buffer) =>
    fetch(`${gateway.url}${path}`, { method: "PUT", body: new Uint8Array(body) });

  /** The id of a document whose bytes are there. */
  async function brought(businessId: string, input: object = {}): Promise<string> {
    const { document, uploadPath } = await announced(businessId, input);
    await bring(uploadPath, PDF);
    return document.id;
  }

  return { prepare, announced, bring, brought };
}
