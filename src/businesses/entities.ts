import { defineEntity, p } from "@mikro-orm/core";
import { DocumentSchema } from "./documents/document.entity.js";
import type { ConsentPurpose, MandateScope } from "./vocabulary.js";

/** A firm, and who registered it. Names of people and numbers of identity are sealed. */
export const BusinessSchema = defineEntity({
  name: "Business",
  tableName: "business",
  properties: {
    id: p.uuid().primary(),
    owner: p.text(),
    name: p.text(),
    rfc: p.blob().nullable(),
    rfcIndex: p.blob().nullable(),
    curp: p.blob().nullable(),
    email: p.blob().nullable(),
    version: p.integer(),
    createdAt: p.datetime(),
    suppressedAt: p.datetime().nullable(),
  },
});
export class BusinessRow extends BusinessSchema.class {}
BusinessSchema.setClass(BusinessRow);

/** One fact that a firm told, sealed; when it was told and by whom. */
export const BusinessFactSchema = defineEntity({
  name: "BusinessFact",
  tableName: "business_fact",
  properties: {
    businessId: p.uuid().primary(),
    fact: p.text().primary(),
    told: p.blob(),
    statedAt: p.datetime(),
    statedBy: p.text(),
    documentId: p.uuid().nullable(),
  },
});
export class BusinessFactRow extends BusinessFactSchema.class {}
BusinessFactSchema.setClass(BusinessFactRow);

/** Who else may act for a firm, in what, and until when. */
export const MandateSchema = defineEntity({
  name: "Mandate",
  tableName: "mandate",
  properties: {
    id: p.uuid().primary(),
    businessId: p.uuid(),
    holder: p.text(),
    scopes: p.array().$type<MandateScope[]>(),
    expiresOn: p.string().columnType("date"),
    grantedBy: p.text(),
    grantedAt: p.datetime(),
    revokedAt: p.datetime().nullable(),
  },
});
export class MandateRow extends MandateSchema.class {}
MandateSchema.setClass(MandateRow);

/** That a firm agreed to one purpose; withdrawn, it stays on record and counts no more. */
export const ConsentSchema = defineEntity({
  name: "Consent",
  tableName: "consent",
  properties: {
    id: p.uuid().primary(),
    businessId: p.uuid(),
    purpose: p.text().$type<ConsentPurpose>(),
    givenBy: p.text(),
    givenAt: p.datetime(),
    withdrawnAt: p.datetime().nullable(),
  },
});
export class ConsentRow extends ConsentSchema.class {}
ConsentSchema.setClass(ConsentRow);

export const BUSINESS_ENTITIES = [BusinessSchema, BusinessFactSchema, MandateSchema, ConsentSchema, DocumentSchema];
