import type { OwnedLists } from "../graph/owned-lists.js";
import { DocumentSchema } from "./documents/document.entity.js";
import { ConsentSchema, MandateSchema } from "./entities.js";

/** What grows without end: read in pages, whichever firm it belongs to. */
export function createLists(ownedList: OwnedLists) {
  return {
    mandates: ownedList(
      {
        table: "mandate",
        owner: "business_id",
        order: "''::text",
        // Who acts for a firm sees their own mandate, and not who else has one.
        where: `(holder = caller('subject') or exists (
          select from business b where b.id = business_id and b.owner = caller('subject')))`,
      },
      (tx, ids) => tx.em.find(MandateSchema, { id: ids }),
    ),
    consents: ownedList({ table: "consent", owner: "business_id", order: "''::text" }, (tx, ids) =>
      tx.em.find(ConsentSchema, { id: ids }),
    ),
    documents: ownedList(
      { table: "document", owner: "business_id", order: "''::text", where: "removed_at is null" },
      (tx, ids) => tx.em.find(DocumentSchema, { id: ids }),
    ),
  };
}
export type Lists = ReturnType<typeof createLists>;
