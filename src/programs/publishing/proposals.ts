import { type GraphContext, todayIn } from "../../graph/context.js";
import { badInput } from "../../graph/errors.js";
import { claimsOf } from "../../graph/identity/caller.js";
import type { Database } from "../../platform/database.js";
import type { ProgramDocument } from "../document/program-document.js";
import { currentEditions } from "./editions.js";
import { proposedBy, readChanges } from "./read-changes.js";
import { notYours } from "./refuse.js";
import type { ProgramChangeInput } from "./revision.inputs.js";
import type { ItemFinding, Preflight } from "./revision.service.js";

export interface ProposalsNeeds {
  readonly database: Database;
  readonly preflight: Preflight;
  readonly guarded: boolean;
}

/** What a change would make of a program, beside the edition in force; nothing of it is written. */
export interface Proposal {
  readonly slug: string;
  readonly base: ProgramDocument | null;
  readonly document: object;
  readonly baseVersionId: string | null;
}

/** Looks at changes that are not drafted: of what they would make of programs, and what would be wrong with it. */
export class Proposals {
  constructor(private readonly needs: ProposalsNeeds) {}

  /** `field` is where the changes stand in the input. Refused are those of programs that the caller may not publish. */
  async read(
    context: GraphContext,
    changes: readonly ProgramChangeInput[],
    field: string,
  ): Promise<readonly Proposal[]> {
    const asked = readChanges(changes, field);
    if (asked.length === 0) throw badInput(field, { es: "no trae nada", en: "brings nothing" });
    const slugs = asked.map(({ slug }) => slug);
    const editions = await currentEditions(this.needs.database, slugs);
    const proposals = asked.map((change) => {
      const edition = editions.get(change.slug);
      const base = edition?.document ?? null;
      return {
        slug: change.slug,
        base,
        document: proposedBy(change, base, edition),
        baseVersionId: edition?.id ?? null,
      };
    });
    await this.#needOwn(context, proposals);
    return proposals;
  }

  findings({ now }: GraphContext, proposals: readonly Proposal[]): Promise<readonly ItemFinding[]> {
    return this.needs.preflight(proposals, todayIn(now));
  }

  async #needOwn({ caller }: GraphContext, proposals: readonly Proposal[]): Promise<void> {
    if (!this.needs.guarded) return;
    const [foreign] = await this.needs.database.as(claimsOf(caller), (tx) =>
      tx.query<{ slug: string }>(
        `select slug from jsonb_to_recordset($1::jsonb) as item(slug text, document jsonb) where not may_publish(slug, document)`,
        [JSON.stringify(proposals.map(({ slug, document }) => ({ slug, document })))],
      ),
    );
    if (foreign !== undefined) throw notYours(foreign.slug);
  }
}
