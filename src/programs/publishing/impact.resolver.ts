import { FieldResolver, Resolver, Root } from "type-graphql";
import { ProgramDocument } from "../document/program-document.js";
import type { PreviewImpact } from "../ports.js";
import { Impact, presentImpact } from "./impact.types.js";
import { RevisionChange } from "./revision.types.js";

interface ChangeView {
  readonly base: ProgramDocument | null;
  readonly document: object;
}

/** What a drafted change would do to firms, before anybody else sees it. */
@Resolver(() => RevisionChange)
export class ImpactResolver {
  constructor(private readonly preview: PreviewImpact) {}

  @FieldResolver(() => Impact, {
    nullable: true,
    complexity: ({ childComplexity }) => 1_000 + childComplexity,
    description:
      "Qué les haría a las empresas de un directorio de referencia; nulo si esta ventanilla no tiene uno cargado, o si el perfil aún no tiene la forma debida. What it would do to the firms of a reference directory; null if this window has none loaded, or the profile has not yet the right shape.",
  })
  async impact(@Root() { base, document }: ChangeView) {
    const after = ProgramDocument.safeParse(document);
    if (!after.success) return null;
    const impact = await this.preview(base?.requirements ?? null, after.data.requirements);
    return impact === null ? null : presentImpact(impact);
  }
}
