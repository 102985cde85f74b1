import { forbidden } from "../graph/commands.js";
import type { GraphContext } from "../graph/context.js";
import { badInput } from "../graph/errors.js";
import type { Transaction } from "../platform/database.js";
import type { BusinessNeeds, BusinessService } from "./business.service.js";
import type { SuppressBusinessInput } from "./inputs.js";

/** Others that hold something of a firm; each forgets it in the same transaction. */
export interface HoldsFirms {
  forget(tx: Transaction, businessKey: string, context: GraphContext): Promise<void>;
}

/** Forgets a firm: what it told, who it is, who acted for it; others forget their part with it. */
export class SuppressionService {
  constructor(
    private readonly needs: Pick<BusinessNeeds, "commands" | "guarded">,
    private readonly businesses: BusinessService,
    private readonly holders: () => readonly HoldsFirms[],
  ) {}

  suppress(context: GraphContext, input: SuppressBusinessInput) {
    return this.needs.commands.run(context, "suppressBusiness", input, async (tx) => {
      const business = await this.businesses.need(tx, context, input.businessId, "read", "for update");
      if (this.needs.guarded && business.owner !== context.caller.subject) {
        throw forbidden({
          es: "Solo quien registró la empresa puede suprimirla",
          en: "Only who registered the firm may suppress it",
        });
      }
      if (input.confirmName !== business.name) {
        throw badInput("input.confirmName", {
          es: "no es el nombre de la empresa tal como está registrado",
          en: "is not the firm's name as it is registered",
        });
      }
      for (const holder of this.holders()) await holder.forget(tx, business.id, context);
      await tx.query("delete from business_fact where business_id = $1", [business.id]);
      await tx.query("update mandate set revoked_at = coalesce(revoked_at, $2) where business_id = $1", [
        business.id,
        context.now,
      ]);
      await tx.query("update consent set withdrawn_at = coalesce(withdrawn_at, $2) where business_id = $1", [
        business.id,
        context.now,
      ]);
      await tx.query(
        `update business set name = '', rfc = null, rfc_index = null, curp = null, email = null,
                version = version + 1, suppressed_at = $2 where id = $1`,
        [business.id, context.now],
      );
      tx.em.clear();
      return { suppressed: business.id };
    });
  }
}
