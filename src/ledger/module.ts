import { openTo } from "../graph/identity/policy.js";
import type { Module } from "../graph/module.js";
import type { Database } from "../platform/database.js";
import type { Job } from "../platform/upkeep.js";
import { LedgerResolver } from "./ledger.resolver.js";
import type { MayRead } from "./ports.js";
import { ReceiptService } from "./receipt.service.js";

export interface LedgerNeeds {
  readonly database: Database;
  readonly mayRead: MayRead;
  /** What seals the ledger every now and then, and has it stamped. */
  readonly ledgerKeepers: readonly Job[];
}

/** The ledger of decisions, to be checked by anyone: its newest head, its keys, and receipts for whom a decision is about. */
export function createLedger(needs: LedgerNeeds): Module {
  return {
    name: "ledger",
    policy: {
      ...openTo("anyone", "Query", ["ledgerHead", "ledgerKeys"]),
      ...openTo(["business", "agency_editor", "agency_reviewer", "agency_approver", "service", "auditor"], "Query", [
        "ledgerReceipts",
      ]),
    },
    references: {},
    resolvers: [new LedgerResolver(needs.database, new ReceiptService(needs))],
    jobs: needs.ledgerKeepers,
  };
}
