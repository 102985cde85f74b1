import DataLoader from "dataloader";
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { isRefused, notFound, type RefusalAnswer } from "../graph/commands.js";
import { pagedCost } from "../graph/complexity.js";
import { concept } from "../graph/concept.js";
import { PageArgs, pageRequest, shownAs } from "../graph/connection.js";
import { type GraphContext, perRequest, todayIn } from "../graph/context.js";
import { instant } from "../graph/instant.js";
import type { BusinessService, BusinessView } from "./business.service.js";
import {
  ConsentInput,
  GrantMandateInput,
  profileInputs,
  type RegisterBusinessInput,
  RevokeMandateInput,
  SuppressBusinessInput,
  type UpdateBusinessInput,
} from "./inputs.js";
import type { Lists } from "./lists.js";
import type { MandateService } from "./mandate.service.js";
import type { Profiles } from "./ports.js";
import type { SuppressionService } from "./suppression.service.js";
import {
  Business,
  BusinessConnection,
  BusinessResult,
  ConsentConnection,
  MandateConnection,
  ToldFact,
} from "./view/business.types.js";
import { CONSENT_PURPOSES, KEPT_FORMS, MANDATE_SCOPES } from "./vocabulary.js";

const FIRM = { name: "input", description: "Lo que se pide. What is asked for." } as const;

/** Firms: registered, kept, read, and given into others' hands. */
export function businessResolver(profiles: Profiles) {
  const { Register, Update } = profileInputs(profiles.inputType);

  @Resolver(() => Business)
  class BusinessResolver {
    readonly #facts = perRequest(
      (context) => new DataLoader((keys: readonly string[]) => this.businesses.facts(context, keys)),
    );

    constructor(
      private readonly businesses: BusinessService,
      private readonly mandateService: MandateService,
      private readonly suppression: SuppressionService,
      private readonly lists: Lists,
    ) {}

    @Query(() => BusinessConnection, {
      complexity: pagedCost,
      description: "Las empresas por las que usted puede actuar, por nombre. The firms you may act for, by name.",
    })
    myBusinesses(@Args(() => PageArgs) page: PageArgs, @Ctx() context: GraphContext) {
      return this.businesses.list(context, pageRequest(page));
    }

    @Query(() => Business, {
      nullable: true,
      description: "Una empresa; nulo si no existe o no es suya. A firm; null if there is none or it is not yours.",
    })
    business(
      @Arg("id", () => ID, { description: "Identificador global. Global id." }) id: string,
      @Ctx() context: GraphContext,
    ) {
      return this.businesses.byId(context, id);
    }

    @FieldResolver(() => [ToldFact], {
      complexity: ({ childComplexity }) => 10 + childComplexity,
      description: "Lo que dijo de sí, por clave. What it told of itself, by key.",
    })
    async facts(@Root() { key }: BusinessView, @Ctx() context: GraphContext) {
      const facts = await this.#facts(context).load(key);
      return facts.map(({ told, ...rest }) => ({
        ...rest,
        fact: told.fact,
        label: profiles.label(told.fact, context.language),
        form: concept(KEPT_FORMS, told.form, context.language),
        values: told.values,
      }));
    }

    @FieldResolver(() => MandateConnection, {
      complexity: pagedCost,
      description: "Quién más puede actuar por ella, o pudo. Who else may act for it, or might.",
    })
    async mandates(@Root() { key }: BusinessView, @Args(() => PageArgs) page: PageArgs, @Ctx() context: GraphContext) {
      const today = todayIn(context.now);
      return shownAs(await this.lists.mandates(context, key, page), (row) => ({
        ...row,
        scopes: row.scopes.map((scope) => concept(MANDATE_SCOPES, scope, context.language)),
        grantedAt: instant(row.grantedAt),
        revokedAt: row.revokedAt ? instant(row.revokedAt) : null,
        inForce: !row.revokedAt && row.expiresOn >= today,
      }));
    }

    @FieldResolver(() => ConsentConnection, {
      complexity: pagedCost,
      description: "A qué consintió, y qué retiró, en orden. What it consented to, and what it withdrew, in order.",
    })
    async consents(@Root() { key }: BusinessView, @Args(() => PageArgs) page: PageArgs, @Ctx() context: GraphContext) {
      return shownAs(await this.lists.consents(context, key, page), (row) => ({
        purpose: concept(CONSENT_PURPOSES, row.purpose, context.language),
        givenAt: instant(row.givenAt),
        givenBy: row.givenBy,
        withdrawnAt: row.withdrawnAt ? instant(row.withdrawnAt) : null,
      }));
    }

    @Mutation(() => BusinessResult, { description: "Registra una empresa. Registers a firm." })
    async registerBusiness(
      @Arg("input", () => Register, FIRM) input: RegisterBusinessInput,
      @Ctx() context: GraphContext,
    ) {
      return this.#present(context, await this.businesses.register(context, input));
    }

    @Mutation(() => BusinessResult, {
      description: "Cambia una empresa o lo que dijo de sí. Changes a firm or what it told.",
    })
    async updateBusiness(@Arg("input", () => Update, FIRM) input: UpdateBusinessInput, @Ctx() context: GraphContext) {
      return this.#present(context, await this.businesses.update(context, input));
    }

    @Mutation(() => BusinessResult, { description: "Otorga un mandato. Grants a mandate." })
    async grantMandate(
      @Arg("input", () => GrantMandateInput, FIRM) input: GrantMandateInput,
      @Ctx() context: GraphContext,
    ) {
      return this.#present(context, await this.mandateService.grant(context, input));
    }

    @Mutation(() => BusinessResult, { description: "Retira un mandato. Revokes a mandate." })
    async revokeMandate(
      @Arg("input", () => RevokeMandateInput, FIRM) input: RevokeMandateInput,
      @Ctx() context: GraphContext,
    ) {
      return this.#present(context, await this.mandateService.revoke(context, input));
    }

    @Mutation(() => BusinessResult, { description: "Da un consentimiento. Gives a consent." })
    async giveConsent(@Arg("input", () => ConsentInput, FIRM) input: ConsentInput, @Ctx() context: GraphContext) {
      return this.#present(context, await this.mandateService.consent(context, input));
    }

    @Mutation(() => BusinessResult, { description: "Retira un consentimiento. Withdraws a consent." })
    async withdrawConsent(@Arg("input", () => ConsentInput, FIRM) input: ConsentInput, @Ctx() context: GraphContext) {
      return this.#present(context, await this.mandateService.withdraw(context, input));
    }

    @Mutation(() => Boolean, {
      description:
        "Suprime los datos de una empresa: perfil, RFC, CURP, correo, mandatos; sus solicitudes quedan sin contenido. No hay vuelta atrás. Suppresses a firm's data: profile, RFC, CURP, e-mail, mandates; its applications are left without content. There is no way back.",
    })
    async suppressBusiness(
      @Arg("input", () => SuppressBusinessInput, FIRM) input: SuppressBusinessInput,
      @Ctx() context: GraphContext,
    ) {
      await this.suppression.suppress(context, input);
      return true;
    }

    async #present(context: GraphContext, answer: RefusalAnswer | { readonly businessId: string }) {
      const { businessId } = answer as { readonly businessId: string };
      const [business] = await this.businesses.byKeys(context, [businessId]);
      // The answer of a command that was sent before, when the firm or the mandate was still there.
      if (!business) throw notFound("input.businessId");
      return isRefused(answer) ? { ...answer, business } : { business };
    }
  }
  return BusinessResolver;
}
