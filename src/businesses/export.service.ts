import { forbidden, needKey } from "../graph/commands.js";
import { concept } from "../graph/concept.js";
import type { GraphContext } from "../graph/context.js";
import { claimsOf } from "../graph/identity/caller.js";
import { instant } from "../graph/instant.js";
import type { BusinessNeeds, BusinessService } from "./business.service.js";
import type { DocumentService } from "./documents/document.service.js";
import type { MandateService } from "./mandate.service.js";
import { KEPT_FORMS } from "./vocabulary.js";

/** Others that keep something of firms: page by page, what it is, as the firm's own people may read it. */
export interface TellsOfFirms {
  export(
    context: GraphContext,
    businessKey: string,
    after: string | null,
  ): Promise<{ readonly items: readonly object[]; readonly next: string | null }>;
}

export interface ExportNeeds extends Pick<BusinessNeeds, "database" | "cursors" | "profiles" | "guarded"> {
  readonly businesses: BusinessService;
  readonly mandates: MandateService;
  readonly documents: DocumentService;
  readonly applications: () => TellsOfFirms;
}

/** Name and version of the form that exports have; it changes with what stands in them. */
const FORMAT = "ventanilla-unica/business-export/2";

/** Everything that is kept of a firm, for the one who registered it (access: LFPDPPP, ARCO). */
export class ExportService {
  constructor(private readonly needs: ExportNeeds) {}

  /** One page; null for a firm that is not there or not the caller's. */
  async page(context: GraphContext, id: string, cursor: string | null) {
    const key = needKey("Business", id, "id");
    if (!(await this.#mayExport(context, key))) return null;
    const { cursors, applications } = this.needs;
    const question = `export of ${key} for ${context.caller.subject}`;
    const after = cursor === null ? null : (cursors.open(question, cursor, "after")[0] ?? null);
    const { items, next } = await applications().export(context, key, after);
    const content = {
      format: FORMAT,
      generatedAt: instant(context.now),
      ...(after === null ? await this.#firm(context, key) : {}),
      applications: items,
    };
    return {
      mediaType: "application/json",
      text: JSON.stringify(content, null, 2),
      next: next === null ? null : cursors.seal(question, [next]),
    };
  }

  async #mayExport(context: GraphContext, key: string): Promise<boolean> {
    const { database, businesses, guarded } = this.needs;
    const business = await database.as(claimsOf(context.caller), (tx) => businesses.find(tx, context, key, "read"));
    if (business === undefined) return false;
    if (!guarded || business.owner === context.caller.subject) return true;
    throw forbidden({
      es: "Solo quien registró la empresa puede llevarse todo lo que se guarda de ella",
      en: "Only who registered the firm may take away all that is kept of it",
    });
  }

  async #firm(context: GraphContext, key: string) {
    const { businesses, mandates, documents, profiles } = this.needs;
    const [business] = await businesses.byKeys(context, [key]);
    const [facts = []] = await businesses.facts(context, [key]);
    const [granted = []] = await mandates.mandates(context, [key]);
    const [consents = []] = await mandates.consents(context, [key]);
    const [brought = []] = await documents.ofBusinesses(context, [key]);
    return {
      business: business && { ...business, key: undefined },
      facts: facts.map(({ told, ...when }) => ({
        fact: told.fact,
        label: profiles.label(told.fact, context.language),
        form: concept(KEPT_FORMS, told.form, context.language),
        values: told.values,
        ...when,
      })),
      mandates: granted.map(({ id, holder, scopes, expiresOn, grantedBy, grantedAt, revokedAt }) => {
        return { id, holder, scopes, expiresOn, grantedBy, grantedAt, revokedAt };
      }),
      consents: consents.map(({ purpose, givenBy, givenAt, withdrawnAt }) => {
        return { purpose, givenBy, givenAt, withdrawnAt };
      }),
      documents: brought.map(({ nodeType, key: _, downloadPath, ...document }) => document),
    };
  }
}
