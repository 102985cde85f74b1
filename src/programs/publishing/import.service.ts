import type { GraphContext } from "../../graph/context.js";
import { todayIn } from "../../graph/context.js";
import { badInput } from "../../graph/errors.js";
import { claimsOf } from "../../graph/identity/caller.js";
import type { Database } from "../../platform/database.js";
import type { ProgramDocument } from "../document/program-document.js";
import { differences } from "./compare/differences.js";
import { currentEditions } from "./editions.js";
import type { IMPORT_OUTCOMES, ImportProgramsInput } from "./import.types.js";
import { proposedBy, readChanges } from "./read-changes.js";
import { notYours } from "./refuse.js";
import type { ItemFinding, Preflight, RevisionService } from "./revision.service.js";

export interface ImportNeeds {
  readonly database: Database;
  readonly desk: RevisionService;
  readonly preflight: Preflight;
  readonly guarded: boolean;
}

interface Brought {
  readonly slug: string;
  readonly outcome: keyof typeof IMPORT_OUTCOMES;
  readonly differences: number;
  readonly findings: readonly ItemFinding[];
}

/** Brings many profiles at once: what each is beside the catalog, and a draft with those that change. */
export class ImportService {
  constructor(private readonly needs: ImportNeeds) {}

  async import(context: GraphContext, input: ImportProgramsInput) {
    const asked = readChanges(
      input.documents.map((document) => ({ program: slugOf(document), document: document as object })),
      "input.documents",
    );
    if (asked.length === 0) throw badInput("input.documents", { es: "no trae nada", en: "brings nothing" });
    const editions = await currentEditions(
      this.needs.database,
      asked.map(({ slug }) => slug),
    );
    const items = asked.map((change) => {
      const edition = editions.get(change.slug);
      const base = edition?.document ?? null;
      return { slug: change.slug, base, document: proposedBy(change, base, edition), edition };
    });
    await this.#needOwn(context, items);
    const findings = Map.groupBy(
      await this.needs.preflight(
        items.map(({ edition, ...item }) => ({ ...item, baseVersionId: edition?.id ?? null })),
        todayIn(context.now),
      ),
      ({ program }) => program,
    );
    const programs = items.map(({ slug, base, document }): Brought => {
      const count = differences(base, document as ProgramDocument).length;
      const outcome = base === null ? "new" : count === 0 ? "unchanged" : "changed";
      return { slug, outcome, differences: count, findings: findings.get(slug) ?? [] };
    });
    const changed = items.filter((_, index) => programs[index]?.outcome !== "unchanged");
    if (input.dryRun || changed.length === 0) return { programs, answer: null };
    const { clientMutationId, title, reason } = input;
    const changes = changed.map(({ slug, document }) => ({ program: slug, document }));
    return { programs, answer: await this.needs.desk.draft(context, { clientMutationId, title, reason, changes }) };
  }

  /** Told before anything is written, and in a dry run too. */
  async #needOwn({ caller }: GraphContext, items: readonly { readonly slug: string; readonly document: object }[]) {
    if (!this.needs.guarded) return;
    const [foreign] = await this.needs.database.as(claimsOf(caller), (tx) =>
      tx.query<{ slug: string }>(
        `select slug from jsonb_to_recordset($1::jsonb) as item(slug text, document jsonb) where not may_publish(slug, document)`,
        [JSON.stringify(items.map(({ slug, document }) => ({ slug, document })))],
      ),
    );
    if (foreign !== undefined) throw notYours(foreign.slug);
  }
}

function slugOf(document: unknown): string {
  const slug = (document as { slug?: unknown } | null)?.slug;
  return typeof slug === "string" ? slug : "";
}
