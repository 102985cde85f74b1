import { Migration20261123Catalog } from "./migration-20261123-catalog.js";
import { Migration20261123Gateway } from "./migration-20261123-gateway.js";
import { Migration20261124Applications } from "./migration-20261124-applications.js";
import { Migration20261124Businesses } from "./migration-20261124-businesses.js";
import { Migration20261124Callers } from "./migration-20261124-callers.js";
import { Migration20261124Commands } from "./migration-20261124-commands.js";
import { Migration20261124Documents } from "./migration-20261124-documents.js";
import { Migration20261124Identity } from "./migration-20261124-identity.js";
import { Migration20261124Notices } from "./migration-20261124-notices.js";
import { Migration20261124Outbox } from "./migration-20261124-outbox.js";
import { Migration20261128AnswerChanges } from "./migration-20261128-answer-changes.js";
import { Migration20261128CatalogRevision } from "./migration-20261128-catalog-revision.js";
import { Migration20261128DeniedAttempts } from "./migration-20261128-denied-attempts.js";
import { Migration20261128EndedAccess } from "./migration-20261128-ended-access.js";
import { Migration20261128History } from "./migration-20261128-history.js";
import { Migration20261128LedgerSeals } from "./migration-20261128-ledger-seals.js";
import { Migration20261128LedgerStamps } from "./migration-20261128-ledger-stamps.js";
import { Migration20261128Publishing } from "./migration-20261128-publishing.js";
import { Migration20261128RevisionCalls } from "./migration-20261128-revision-calls.js";
import { Migration20261128RevisionReceipts } from "./migration-20261128-revision-receipts.js";
import { Migration20261128Sources } from "./migration-20261128-sources.js";
import { Migration20261128WaitingList } from "./migration-20261128-waiting-list.js";

/** Every migration, in the order they run. A migration that has been released is never edited; a new one follows it. */
export const MIGRATIONS = [
  { name: "20261123-gateway", class: Migration20261123Gateway },
  { name: "20261123-catalog", class: Migration20261123Catalog },
  { name: "20261124-callers", class: Migration20261124Callers },
  { name: "20261124-commands", class: Migration20261124Commands },
  { name: "20261124-businesses", class: Migration20261124Businesses },
  { name: "20261124-applications", class: Migration20261124Applications },
  { name: "20261124-documents", class: Migration20261124Documents },
  { name: "20261124-identity", class: Migration20261124Identity },
  { name: "20261124-outbox", class: Migration20261124Outbox },
  { name: "20261124-notices", class: Migration20261124Notices },
  { name: "20261128-waiting-list", class: Migration20261128WaitingList },
  { name: "20261128-ended-access", class: Migration20261128EndedAccess },
  { name: "20261128-publishing", class: Migration20261128Publishing },
  { name: "20261128-history", class: Migration20261128History },
  { name: "20261128-ledger-seals", class: Migration20261128LedgerSeals },
  { name: "20261128-sources", class: Migration20261128Sources },
  { name: "20261128-revision-calls", class: Migration20261128RevisionCalls },
  { name: "20261128-answer-changes", class: Migration20261128AnswerChanges },
  { name: "20261128-denied-attempts", class: Migration20261128DeniedAttempts },
  { name: "20261128-ledger-stamps", class: Migration20261128LedgerStamps },
  { name: "20261128-revision-receipts", class: Migration20261128RevisionReceipts },
  { name: "20261128-catalog-revision", class: Migration20261128CatalogRevision },
];
