import { defineEntity, p } from "@mikro-orm/core";
import type { MediaType } from "../../graph/transfer/media-types.js";
import type { DocumentKind } from "./document-kinds.js";

/** A document that a firm brought: what it is, how long it holds, and where its bytes are kept. */
export const DocumentSchema = defineEntity({
  name: "Document",
  tableName: "document",
  properties: {
    id: p.uuid().primary(),
    businessId: p.uuid(),
    kind: p.text().$type<DocumentKind>(),
    fileKey: p.uuid(),
    name: p.blob().nullable(),
    mediaType: p.text().$type<MediaType>(),
    size: p.integer(),
    sha256: p.text(),
    validFrom: p.string().columnType("date").nullable(),
    validUntil: p.string().columnType("date").nullable(),
    createdBy: p.text(),
    createdAt: p.datetime(),
    storedAt: p.datetime().nullable(),
    removedAt: p.datetime().nullable(),
  },
});
export class DocumentRow extends DocumentSchema.class {}
DocumentSchema.setClass(DocumentRow);
