import type { GraphContext } from "../../graph/context.js";
import type { ProgramDocument } from "../document/program-document.js";
import { differences } from "./compare/differences.js";
import type { IMPORT_OUTCOMES, ImportProgramsInput } from "./import.types.js";
import type { Proposals } from "./proposals.js";
import type { ItemFinding, RevisionService } from "./revision.service.js";

export interface ImportNeeds {
  readonly desk: RevisionService;
  readonly proposals: Proposals;
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
    const { desk, proposals } = this.needs;
    const profiles = input.documents.map((document) => ({ program: slugOf(document), document: document as object }));
    const items = await proposals.read(context, profiles, "input.documents");
    const findings = Map.groupBy(await proposals.findings(context, items), ({ program }) => program);
    const programs = items.map(({ slug, base, document }): Brought => {
      const count = differences(base, document as ProgramDocument).length;
      const outcome = base === null ? "new" : count === 0 ? "unchanged" : "changed";
      return { slug, outcome, differences: count, findings: findings.get(slug) ?? [] };
    });
    const changed = items.filter((_, index) => programs[index]?.outcome !== "unchanged");
    if (input.dryRun || changed.length === 0) return { programs, answer: null };
    const { clientMutationId, title, reason } = input;
    const changes = changed.map(({ slug, document }) => ({ program: slug, document }));
    return { programs, answer: await desk.draft(context, { clientMutationId, title, reason, changes }) };
  }
}

function slugOf(document: unknown): string {
  const slug = (document as { slug?: unknown } | null)?.slug;
  return typeof slug === "string" ? slug : "";
}
