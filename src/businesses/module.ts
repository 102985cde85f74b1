import DataLoader from "dataloader";
import { type Commands, needKey } from "../graph/commands.js";
import { perRequest } from "../graph/context.js";
import type { Cursors } from "../graph/cursor.js";
import { openTo } from "../graph/identity/policy.js";
import type { Module } from "../graph/module.js";
import { createOwnedLists } from "../graph/owned-lists.js";
import type { Tickets } from "../graph/transfer/tickets.js";
import type { Database, Transaction } from "../platform/database.js";
import type { FieldCipher } from "../platform/field-cipher.js";
import { businessResolver } from "./business.resolver.js";
import { BusinessService } from "./business.service.js";
import { type ConsentingFirm, consents, readConsentingFirms, type WantedFirms } from "./consenting-firms.js";
import { DocumentResolver } from "./documents/document.resolver.js";
import { DocumentService } from "./documents/document.service.js";
import { ExportResolver } from "./export.resolver.js";
import { ExportService, type TellsOfFirms } from "./export.service.js";
import { createLists } from "./lists.js";
import { mailboxOf } from "./mailbox.js";
import { MandateService } from "./mandate.service.js";
import type { Profiles } from "./ports.js";
import { type HoldsFirms, SuppressionService } from "./suppression.service.js";
import type { ConsentPurpose } from "./vocabulary.js";

export interface BusinessesNeeds {
  readonly database: Database;
  readonly commands: Commands;
  readonly cursors: Cursors;
  readonly cipher: FieldCipher;
  readonly profiles: Profiles;
  readonly tickets: Pick<Tickets, "uploadUrlPath" | "downloadUrlPath">;
  readonly guarded: boolean;
  /** Whoever keeps something of firms and must forget it with them. */
  readonly holders: () => readonly HoldsFirms[];
  /** Whoever keeps the applications of firms, for the firms to take away. */
  readonly applications: () => TellsOfFirms;
}

export interface BusinessesModule extends Module {
  /** The firms, for whoever files something for them. */
  readonly businesses: BusinessService;
  /** Their documents, for whoever attaches them to something. */
  readonly documents: DocumentService;
  /** Where a firm wants its notices, if it consented to any. */
  mailbox(tx: Transaction, businessKey: string): ReturnType<typeof mailboxOf>;
  /** Whether a firm consents to a purpose now. */
  consents(tx: Transaction, businessKey: string, purpose: ConsentPurpose): Promise<boolean>;
  /** The profiles of firms that consent to a purpose, batch by batch, for what the gateway does on its own. */
  consenting(store: Pick<Transaction, "query">, wanted: WantedFirms): Promise<readonly ConsentingFirm[]>;
}

/** Who asks: firms, what they told of themselves, who acts for them, what they consented to. */
export function createBusinesses(needs: BusinessesNeeds): BusinessesModule {
  const businesses = new BusinessService(needs);
  const mandates = new MandateService(needs, businesses);
  const documents = new DocumentService(needs, businesses);
  const suppression = new SuppressionService(needs, businesses, () => [documents, ...needs.holders()]);
  const exports = new ExportService({ ...needs, businesses, mandates, documents });
  const lists = createLists(createOwnedLists(needs));
  // A router holds the keys of many at once.
  const heldFirms = perRequest(
    (context) => new DataLoader((keys: readonly string[]) => businesses.byKeys(context, keys)),
  );
  const heldDocuments = perRequest(
    (context) => new DataLoader((keys: readonly string[]) => documents.byKeys(context, keys)),
  );
  const BusinessResolver = businessResolver(needs.profiles);
  return {
    name: "businesses",
    businesses,
    documents,
    mailbox: (tx, businessKey) => mailboxOf(tx, needs.cipher, businessKey),
    consents,
    consenting: (store, wanted) => readConsentingFirms(store, needs.cipher, wanted),
    policy: {
      ...openTo(["business"], "Query", ["business", "myBusinesses", "exportBusiness"]),
      ...openTo(["business"], "Mutation", [
        "registerBusiness",
        "updateBusiness",
        "suppressBusiness",
        "grantMandate",
        "revokeMandate",
        "giveConsent",
        "withdrawConsent",
        "prepareDocument",
        "removeDocument",
      ]),
    },
    references: {
      Business: ({ id = "" }, context) => heldFirms(context).load(needKey("Business", id, "id")),
      Document: ({ id = "" }, context) => heldDocuments(context).load(needKey("Document", id, "id")),
    },
    resolvers: [
      new BusinessResolver(businesses, mandates, suppression, lists),
      new DocumentResolver(documents, lists),
      new ExportResolver(exports),
    ],
  };
}
