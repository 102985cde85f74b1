import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { GraphContext } from "../../graph/context.js";
import { ProgramDocument } from "../document/program-document.js";
import type { JudgedCondition, PreviewImpact, PreviewImpactOnFirms } from "../ports.js";
import { Impact, ImpactLine, presentImpact, presentImpactLine } from "./impact.types.js";
import { RevisionChange } from "./revision.types.js";

interface ChangeView {
  readonly base: ProgramDocument | null;
  readonly document: object;
  /** False for what is only tried: of firms that are known here, only drafts tell, which stay on record. */
  readonly drafted?: boolean;
}

/** What a drafted change would do to firms, before anybody else sees it. */
@Resolver(() => RevisionChange)
export class ImpactResolver {
  constructor(
    private readonly preview: PreviewImpact,
    private readonly previewOnFirms: PreviewImpactOnFirms,
  ) {}

  @FieldResolver(() => Impact, {
    nullable: true,
    complexity: ({ childComplexity }) => 1_000 + childComplexity,
    description:
      "Qué les haría a las empresas de un directorio de referencia; nulo si esta ventanilla no tiene uno cargado, o si el perfil aún no tiene la forma debida. What it would do to the firms of a reference directory; null if this window has none loaded, or the profile has not yet the right shape.",
  })
  async impact(@Root() change: ChangeView) {
    const impact = await previewOf(change, this.preview);
    return impact && presentImpact(impact);
  }

  @FieldResolver(() => ImpactLine, {
    nullable: true,
    complexity: ({ childComplexity }) => 1_000 + childComplexity,
    description:
      "Qué les haría a las empresas de esta ventanilla que consintieron en contar para ello, según sus perfiles guardados; nulo si son menos de diez, si el perfil aún no tiene la forma debida, o si no es un borrador. What it would do to the firms of this window that consented to be counted, by the profiles they keep; null if they are fewer than ten, the profile has not yet the right shape, or it is no draft.",
  })
  async impactOnFirmsHere(@Root() change: ChangeView, @Ctx() { caller }: GraphContext) {
    if (change.drafted === false) return null;
    const figures = await previewOf(change, (...rules) => this.previewOnFirms(caller, ...rules));
    return figures && presentImpactLine({ value: null, ...figures });
  }
}

type Conditions = readonly JudgedCondition[] | null;

async function previewOf<T>(
  { base, document }: ChangeView,
  preview: (before: Conditions, after: Conditions) => Promise<T | null>,
): Promise<T | null> {
  const after = ProgramDocument.safeParse(document);
  return after.success ? preview(base?.requirements ?? null, after.data.requirements) : null;
}
