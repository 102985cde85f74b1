import { needKey, notFound } from "../../graph/commands.js";
import type { GraphContext } from "../../graph/context.js";
import { badInput } from "../../graph/errors.js";
import type { Transaction } from "../../platform/database.js";
import type { CallService } from "../calls/call.service.js";
import { AttachmentSchema } from "../entities.js";
import type { Documents } from "../ports.js";
import type { Changes } from "../record/changes.js";
import { conditionNotMet, notInThisState } from "../record/refuse.js";
import type { AttachDocumentInput } from "./filing.inputs.js";

export interface AttachmentNeeds {
  readonly documents: Documents;
  readonly calls: CallService;
  readonly changes: Changes;
}

/** Documents that one application may have: more, nobody at a desk reads. */
const MOST_DOCUMENTS = 100;
/** States in which the firm may add documents. */
const TAKES_DOCUMENTS: ReadonlySet<string> = new Set(["draft", "information_requested", "reporting"]);
const NO_DOCUMENTS = {
  es: "En el estado en que está ya no se agregan documentos",
  en: "In the state it is in, documents are no longer added",
};

/** Documents of firms behind what calls ask for. */
export class AttachmentService {
  constructor(private readonly needs: AttachmentNeeds) {}

  attach(context: GraphContext, input: AttachDocumentInput) {
    return this.needs.changes.change(context, "attachDocument", input, async (change) => {
      const { tx, application } = change;
      if (!TAKES_DOCUMENTS.has(application.state)) throw notInThisState(change, NO_DOCUMENTS);
      const { document } = await this.needs.calls.ofApplication(tx, application);
      if (!document.evidence.some(({ code }) => code === input.evidence)) {
        throw badInput(
          "input.evidence",
          { es: "no es algo que pida la convocatoria", en: "is not something that the call asks for" },
          document.evidence.map(({ code }) => code),
        );
      }
      const key = needKey("Document", input.documentId, "input.documentId");
      const [found] = await this.needs.documents.known(tx, context, [key]);
      if (found?.businessKey !== application.businessId) throw notFound("input.documentId");
      if (!found.stored) throw conditionNotMet(application.id, "document_not_there");
      if (found.expired) throw conditionNotMet(application.id, "document_expired");
      const [attached] = await tx.query<{ count: number }>(
        "select count(*)::int as count from application_document where application_id = $1",
        [application.id],
      );
      if ((attached?.count ?? 0) >= MOST_DOCUMENTS) throw conditionNotMet(application.id, "too_many_documents");
      await tx.query(
        `insert into application_document (application_id, evidence, document_id, attached_by, attached_at)
         values ($1, $2, $3, $4, $5) on conflict do nothing`,
        [application.id, input.evidence, key, context.caller.subject, context.now],
      );
      return { what: "attach", details: { evidence: input.evidence } };
    });
  }

  /** Codes of evidence that documents stand behind today, for each of some applications. */
  async proved(
    tx: Transaction,
    context: GraphContext,
    applicationKeys: readonly string[],
  ): Promise<readonly ReadonlySet<string>[]> {
    const attached = await tx.em.find(AttachmentSchema, { applicationId: [...applicationKeys] });
    const documentKeys = [...new Set(attached.map(({ documentId }) => documentId))];
    const known = await this.needs.documents.known(tx, context, documentKeys);
    const good = new Set(known.filter(({ stored, expired }) => stored && !expired).map(({ key }) => key));
    const standing = Map.groupBy(
      attached.filter(({ documentId }) => good.has(documentId)),
      ({ applicationId }) => applicationId,
    );
    return applicationKeys.map((key) => new Set((standing.get(key) ?? []).map(({ evidence }) => evidence)));
  }
}
