import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { JsonScalar } from "../../graph/scalars.js";
import type { FirmCount, Impact as ImpactOf } from "../ports.js";

@ObjectType({
  simpleResolvers: true,
  description:
    "Cuántas empresas; nulo si son menos de diez, o si de la cifra se sacaría otra de menos de diez. How many firms; null if fewer than ten, or if another figure below ten could be worked out from it.",
})
export class VerdictCounts {
  @Field(() => Int, { nullable: true, description: "Elegibles. Eligible." })
  eligible!: FirmCount;

  @Field(() => Int, { nullable: true, description: "No elegibles. Ineligible." })
  ineligible!: FirmCount;

  @Field(() => Int, { nullable: true, description: "Por determinar: faltan datos. Undetermined: facts are missing." })
  undetermined!: FirmCount;
}

@ObjectType({
  simpleResolvers: true,
  description: "Qué le hace el cambio a un grupo de empresas. What the change does to a group of firms.",
})
export class ImpactLine {
  @Field(() => String, {
    nullable: true,
    description:
      "Estado (ISO 3166-2), sector (dos cifras del SCIAN) o tamaño; nulo: todas. State, sector or size; null: all.",
  })
  value!: string | null;

  @Field(() => Int, { nullable: true, description: "Cuántas hay. How many there are." })
  firms!: FirmCount;

  @Field(() => VerdictCounts, { description: "Con las reglas de hoy. Under the rules of today." })
  before!: VerdictCounts;

  @Field(() => VerdictCounts, { description: "Con las propuestas. Under the proposed ones." })
  after!: VerdictCounts;

  @Field(() => Int, { nullable: true, description: "Pasan a ser elegibles. Become eligible." })
  gain!: FirmCount;

  @Field(() => Int, { nullable: true, description: "Dejan de poder serlo. Become ineligible." })
  lose!: FirmCount;

  @Field(() => Int, { nullable: true, description: "Quedan por determinar. Become undetermined." })
  becomeUndetermined!: FirmCount;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Lo que un cambio de reglas haría a las empresas de un directorio de referencia. What a change of rules would do to the firms of a reference directory.",
})
export class Impact {
  @Field(() => ID, { description: "Huella del directorio. Digest of the directory." })
  population!: string;

  @Field(() => ImpactLine, { description: "Todas. All of them." })
  all!: ImpactLine;

  @Field(() => [ImpactLine], { description: "Por estado. By state." })
  byState!: readonly ImpactLine[];

  @Field(() => [ImpactLine], { description: "Por sector. By sector." })
  bySector!: readonly ImpactLine[];

  @Field(() => [ImpactLine], { description: "Por tamaño. By size." })
  bySize!: readonly ImpactLine[];

  @Field(() => Float, {
    nullable: true,
    description:
      "Parte que quedaría por determinar, de 0 a 1, porque el directorio no dice lo que las reglas piden. Share that would be undetermined, 0 to 1, since the directory does not tell what the rules ask.",
  })
  undeterminedShare!: number | null;

  @Field(() => [String], {
    description:
      "Datos que las reglas piden y el directorio no tiene. Facts that the rules ask for and the directory lacks.",
  })
  factsNotTold!: readonly string[];

  @Field(() => JsonScalar, {
    nullable: true,
    description:
      "Una clase de empresa que pasa a ser elegible, dato por dato; nunca una empresa. A kind of firm that becomes eligible, fact by fact; never a firm.",
  })
  gainer!: object | null;

  @Field(() => JsonScalar, {
    nullable: true,
    description: "Una clase de empresa que deja de poder serlo. A kind of firm that becomes ineligible.",
  })
  loser!: object | null;
}

/** An impact as the API shows it. */
export function presentImpact({ population, all, by, undetermined, notInPopulation, gainer, loser }: ImpactOf): Impact {
  return {
    population,
    all: presentImpactLine({ value: null, ...all }),
    byState: by.state.map(presentImpactLine),
    bySector: by.sector.map(presentImpactLine),
    bySize: by.size.map(presentImpactLine),
    undeterminedShare: undetermined.after,
    factsNotTold: notInPopulation,
    gainer,
    loser,
  };
}

/** The figures of a group of firms as the API shows them. */
export function presentImpactLine(figures: ImpactOf["all"] & { readonly value: string | null }): ImpactLine {
  const { value, firms, before, after, gains, losses, becomeUndetermined } = figures;
  return { value, firms, before: counts(before), after: counts(after), gain: gains, lose: losses, becomeUndetermined };
}

function counts({ ELIGIBLE, INELIGIBLE, UNDETERMINED }: ImpactOf["all"]["before"]): VerdictCounts {
  return { eligible: ELIGIBLE, ineligible: INELIGIBLE, undetermined: UNDETERMINED };
}
