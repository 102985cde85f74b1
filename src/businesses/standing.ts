import { type GraphContext, todayIn } from "../graph/context.js";
import type { Transaction } from "../platform/database.js";
import { type BusinessRow, MandateSchema } from "./entities.js";
import type { MandateScope } from "./vocabulary.js";

/** What a caller may do for a firm: everything as the one who registered it, some things by mandate, or nothing. */
export type Standing = "all" | "none" | ReadonlySet<MandateScope>;

export async function standingOf(
  tx: Transaction,
  { caller, now }: GraphContext,
  business: BusinessRow,
): Promise<Standing> {
  if (caller.role !== "business") return "none";
  if (business.owner === caller.subject) return "all";
  const mandates = await tx.em.find(MandateSchema, {
    businessId: business.id,
    holder: caller.subject,
    revokedAt: null,
    expiresOn: { $gte: todayIn(now) },
  });
  return mandates.length === 0 ? "none" : new Set(mandates.flatMap(({ scopes }) => scopes));
}
