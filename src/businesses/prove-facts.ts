import { needKey, notFound } from "../graph/commands.js";
import { badInput } from "../graph/errors.js";
import { needText } from "../graph/text-input.js";
import type { Transaction } from "../platform/database.js";
import { DocumentSchema } from "./documents/document.entity.js";
import { BusinessFactSchema, type BusinessRow } from "./entities.js";
import type { FactEvidenceInput } from "./inputs.js";

/** Facts that one command may prove: more than there are, nobody tells. */
const MOST_EVIDENCE = 100;

/** Puts documents of a firm's behind facts that it told. */
export async function proveFacts(
  tx: Transaction,
  { id: businessId }: BusinessRow,
  evidence: readonly FactEvidenceInput[],
): Promise<void> {
  if (evidence.length > MOST_EVIDENCE) {
    throw badInput(
      "input.evidence",
      { es: `puede tener hasta ${MOST_EVIDENCE} elementos`, en: `may have up to ${MOST_EVIDENCE} items` },
      { maxItems: MOST_EVIDENCE },
    );
  }
  for (const [index, { fact, documentId }] of evidence.entries()) {
    const field = `input.evidence[${index}]`;
    const key = needKey("Document", documentId, `${field}.documentId`);
    const document = await tx.em.findOne(DocumentSchema, { id: key, businessId, removedAt: null });
    if (document === null) throw notFound(`${field}.documentId`);
    const told = await tx.em.findOne(BusinessFactSchema, {
      businessId,
      fact: needText(`${field}.fact`, fact, { max: 60 }),
    });
    if (told === null) {
      throw badInput(`${field}.fact`, { es: "la empresa no ha dicho ese dato", en: "the firm has not told that fact" });
    }
    told.documentId = document.id;
  }
}
