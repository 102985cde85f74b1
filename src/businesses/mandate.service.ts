import { v7 as newId } from "uuid";
import { forbidden, isKey, notFound } from "../graph/commands.js";
import { type GraphContext, todayIn } from "../graph/context.js";
import { badInput } from "../graph/errors.js";
import { claimsOf } from "../graph/identity/caller.js";
import { needText } from "../graph/text-input.js";
import type { Transaction } from "../platform/database.js";
import type { BusinessNeeds, BusinessService } from "./business.service.js";
import { type BusinessRow, BusinessSchema, ConsentSchema, MandateSchema } from "./entities.js";
import type { ConsentInput, GrantMandateInput, RevokeMandateInput } from "./inputs.js";

const LONGEST_MANDATE_YEARS = 2;

/** The same day two years on; of a 29 February, the 28th. */
function lastDayFrom(today: string): string {
  const year = Number(today.slice(0, 4)) + LONGEST_MANDATE_YEARS;
  return today.endsWith("-02-29") ? `${year}-02-28` : `${year}${today.slice(4)}`;
}

/** Who else may act for a firm, and what it consented to. Only who registered the firm decides either. */
export class MandateService {
  constructor(
    private readonly needs: Pick<BusinessNeeds, "database" | "commands" | "guarded">,
    private readonly businesses: BusinessService,
  ) {}

  grant(context: GraphContext, input: GrantMandateInput) {
    return this.needs.commands.run(context, "grantMandate", input, async (tx) => {
      const business = await this.#own(tx, context, input.businessId);
      const today = todayIn(context.now);
      const latest = lastDayFrom(today);
      if (input.expiresOn < today || input.expiresOn > latest) {
        throw badInput(
          "input.expiresOn",
          { es: `debe ser de ${today} a ${latest}`, en: `must be from ${today} to ${latest}` },
          { min: today, max: latest },
        );
      }
      if (input.scopes.length === 0) {
        throw badInput("input.scopes", { es: "debe decir al menos para qué", en: "must name at least one scope" });
      }
      tx.em.create(MandateSchema, {
        id: newId(),
        businessId: business.id,
        holder: needText("input.holder", input.holder, { max: 200 }),
        scopes: [...new Set(input.scopes)],
        expiresOn: input.expiresOn,
        grantedBy: context.caller.subject,
        grantedAt: context.now,
      });
      return { businessId: business.id };
    });
  }

  revoke(context: GraphContext, input: RevokeMandateInput) {
    return this.needs.commands.run(context, "revokeMandate", input, async (tx) => {
      const mandate = isKey(input.mandateId) ? await tx.em.findOne(MandateSchema, { id: input.mandateId }) : null;
      if (mandate === null) throw notFound("input.mandateId");
      const business = await this.businesses.find(tx, context, mandate.businessId, "read");
      if (business === undefined) throw notFound("input.mandateId");
      // Who acts for a firm does not learn who else does.
      const seen = [business.owner, mandate.holder].includes(context.caller.subject);
      if (this.needs.guarded && !seen) throw notFound("input.mandateId");
      this.#needOwner(context, business);
      mandate.revokedAt ??= context.now;
      return { businessId: business.id };
    });
  }

  consent(context: GraphContext, input: ConsentInput) {
    return this.needs.commands.run(context, "giveConsent", input, async (tx) => {
      const business = await this.#own(tx, context, input.businessId);
      await tx.query(
        `insert into consent (id, business_id, purpose, given_by, given_at) values ($1, $2, $3, $4, $5)
         on conflict (business_id, purpose) where withdrawn_at is null do nothing`,
        [newId(), business.id, input.purpose, context.caller.subject, context.now],
      );
      return { businessId: business.id };
    });
  }

  withdraw(context: GraphContext, input: ConsentInput) {
    return this.needs.commands.run(context, "withdrawConsent", input, async (tx) => {
      const business = await this.#own(tx, context, input.businessId);
      await tx.query(
        "update consent set withdrawn_at = $3 where business_id = $1 and purpose = $2 and withdrawn_at is null",
        [business.id, input.purpose, context.now],
      );
      return { businessId: business.id };
    });
  }

  async mandates({ caller }: GraphContext, keys: readonly string[]) {
    const rows = await this.needs.database.as(claimsOf(caller), async (tx) => {
      const all = await tx.em.find(
        MandateSchema,
        { businessId: [...keys] },
        { orderBy: { grantedAt: "asc", id: "asc" } },
      );
      if (!this.needs.guarded) return all;
      // Who acts for a firm sees their own mandate, and not who else has one.
      const owned = await tx.em.find(BusinessSchema, { id: [...keys], owner: caller.subject });
      const own = new Set(owned.map(({ id }) => id));
      return all.filter(({ businessId, holder }) => own.has(businessId) || holder === caller.subject);
    });
    const byBusiness = Map.groupBy(rows, ({ businessId }) => businessId);
    return keys.map((key) => byBusiness.get(key) ?? []);
  }

  async consents({ caller }: GraphContext, keys: readonly string[]) {
    const rows = await this.needs.database.as(claimsOf(caller), (tx) =>
      tx.em.find(ConsentSchema, { businessId: [...keys] }, { orderBy: { givenAt: "asc", id: "asc" } }),
    );
    const byBusiness = Map.groupBy(rows, ({ businessId }) => businessId);
    return keys.map((key) => byBusiness.get(key) ?? []);
  }

  async #own(tx: Transaction, context: GraphContext, id: string): Promise<BusinessRow> {
    const business = await this.businesses.need(tx, context, id, "read");
    this.#needOwner(context, business);
    return business;
  }

  #needOwner({ caller }: GraphContext, business: BusinessRow): void {
    if (this.needs.guarded && business.owner !== caller.subject) {
      throw forbidden({
        es: "Solo quien registró la empresa decide esto",
        en: "Only who registered the firm decides this",
      });
    }
  }
}
