import { Field, ID, Int, ObjectType } from "type-graphql";
import type { Concept } from "../../graph/concept.js";
import { connectionOf, edgeOf } from "../../graph/connection.js";
import { DateScalar, DateTimeScalar, DecimalScalar } from "../../graph/scalars.js";
import { EligibilityFact, FactValue } from "./fact.types.js";
import { ConditionRoleEnum, OutcomeEnum, VerdictEnum, WarningEnum } from "./vocabulary.types.js";

@ObjectType({ simpleResolvers: true, description: "Dónde lo dice un documento. Where a document says so." })
export class SourcePlace {
  @Field(() => String, { description: "Título del documento. Title of the document." })
  document!: string;

  @Field(() => String, {
    description: "Sección, tabla o párrafo, como está impreso. Section, table or paragraph, as printed.",
  })
  place!: string;

  @Field(() => Int, { nullable: true, description: "Renglón del archivo de texto. Line in the text file." })
  line!: number | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Lo que una condición pide de un dato, y lo que se dio. What a condition asks of a fact, and what was given.",
})
export class FactCheck {
  @Field(() => String, { description: "Clave del dato. Key of the fact." })
  fact!: string;

  @Field(() => String, { description: "Su nombre. Its name." })
  label!: string;

  @Field(() => String, { description: "Lo que se pide. What is required." })
  required!: string;

  @Field(() => FactValue, {
    nullable: true,
    description: "Lo que se sabe; nulo si nada. What is known; null if nothing.",
  })
  given!: FactValue | null;

  @Field(() => OutcomeEnum.concept, { description: "En qué resultó. What it came to." })
  outcome!: Concept;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Una condición del programa, juzgada para esta empresa. A condition of the program, judged for this firm.",
})
export class ConditionResult {
  @Field(() => ID, {
    description: "Clave de la condición en `Program.requirements`. Key of the condition in `Program.requirements`.",
  })
  id!: string;

  @Field(() => ConditionRoleEnum.concept, { description: "Qué peso tiene. What weight it has." })
  role!: Concept;

  @Field(() => Boolean, {
    description:
      "Se infiere de la fuente: si falla, hace dudar y no rechaza. Implied by the source: failing, it casts doubt and does not refuse.",
  })
  implied!: boolean;

  @Field(() => String, { description: "La condición en palabras llanas. The condition in plain words." })
  text!: string;

  @Field(() => OutcomeEnum.concept, { description: "En qué resultó. What it came to." })
  outcome!: Concept;

  @Field(() => [FactCheck], {
    description: "Lo que pide de cada dato, y lo que se dio. What it asks of each fact, and what was given.",
  })
  checks!: readonly FactCheck[];

  @Field(() => [String], {
    description: "Claves de los datos que aún pueden cambiarla. Keys of the facts that can still change it.",
  })
  missing!: readonly string[];

  @Field(() => String, { nullable: true, description: "Observación. Note." })
  note!: string | null;

  @Field(() => [SourcePlace], { description: "Dónde lo dice. Where it is said." })
  citations!: readonly SourcePlace[];
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Cuánto daría el programa, en la moneda de su regla. How much the program would give, in the currency of its rule.",
})
export class SupportOffer {
  @Field(() => ID, { description: "Clave del cálculo. Key of the calculation." })
  id!: string;

  @Field(() => String, { description: "De qué es el monto. What it is the amount of." })
  concerns!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "ISO 4217; nula si es la moneda de los datos que se dieron, p. ej. la del crédito. ISO 4217; null when it is the currency of the facts given, e.g. the loan's.",
  })
  currency!: string | null;

  @Field(() => DecimalScalar, { description: "Al menos. At least." })
  min!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "A lo más; nulo si nada lo limita. At most; null if nothing bounds it.",
  })
  max!: string | null;

  @Field(() => [String], {
    description: "Claves de los datos que lo precisarían. Keys of the facts that would narrow it.",
  })
  missing!: readonly string[];

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "El máximo en pesos, solo para comparar; nulo sin tipo de cambio. The maximum in pesos, only to compare; null without an exchange rate.",
  })
  comparableMxn!: string | null;

  @Field(() => String, { nullable: true, description: "Observación. Note." })
  note!: string | null;

  @Field(() => [SourcePlace], { description: "Dónde lo dice. Where it is said." })
  citations!: readonly SourcePlace[];
}

@ObjectType({
  simpleResolvers: true,
  description: "Algo que hay que saber además del dictamen. Something to know besides the verdict.",
})
export class EligibilityWarning {
  @Field(() => WarningEnum.values, { description: "Qué clase de aviso. What kind of warning." })
  code!: string;

  @Field(() => String, { description: "El aviso en palabras. The warning in words." })
  text!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "Un cambio que está en manos de la empresa. A change that is in the firm's hands.",
})
export class FactChange {
  @Field(() => String, { description: "Clave del dato. Key of the fact." })
  fact!: string;

  @Field(() => String, { description: "Su nombre. Its name." })
  label!: string;

  @Field(() => FactValue, { description: "Como es hoy. As it is today." })
  from!: FactValue;

  @Field(() => FactValue, { description: "Como tendría que ser. As it would have to be." })
  to!: FactValue;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "El menor cambio de un solo dato que levantaría el rechazo. The smallest change of a single fact that would lift the refusal.",
})
export class NearMiss {
  @Field(() => FactChange, { description: "El cambio. The change." })
  change!: FactChange;

  @Field(() => VerdictEnum.concept, {
    description: "El dictamen que habría entonces. The verdict there would be then.",
  })
  verdict!: Concept;
}

@ObjectType({
  simpleResolvers: true,
  description: "Cuándo cambia el dictamen con el solo paso del tiempo. When time alone changes the verdict.",
})
export class TurningDay {
  @Field(() => DateScalar, { description: "No antes de este día. Not before this day." })
  from!: string;

  @Field(() => DateScalar, { description: "A más tardar este día. At the latest on this day." })
  by!: string;

  @Field(() => VerdictEnum.concept, { description: "El dictamen que habrá. The verdict there will be." })
  verdict!: Concept;

  @Field(() => [String], { description: "Claves de los datos que crecen. Keys of the facts that grow." })
  facts!: readonly string[];
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Comprobante de un dictamen: con él y el mismo perfil, `replayVerdict` vuelve a dictaminar lo mismo. Receipt of a verdict: with it and the same profile, `replayVerdict` comes to the same again.",
})
export class VerdictReceipt {
  @Field(() => String, {
    description:
      "Lo que se entrega a `replayVerdict`; no contiene datos de la empresa. What `replayVerdict` takes; it holds no facts of the firm.",
  })
  token!: string;

  @Field(() => Int, { description: "Edición del programa que se aplicó. Edition of the program that was applied." })
  versionNumber!: number;

  @Field(() => String, { description: "Huella de esa edición. Digest of that edition." })
  rulesDigest!: string;

  @Field(() => String, { description: "Versión del motor. Version of the engine." })
  engineVersion!: string;

  @Field(() => String, { description: "Huella de los datos usados. Digest of the facts used." })
  factsDigest!: string;

  @Field(() => DateScalar, { description: "Día para el que se preguntó. Day it was asked for." })
  asOf!: string;

  @Field(() => DateTimeScalar, { description: "Cuándo se emitió. When it was issued." })
  issuedAt!: string;
}

@ObjectType({
  description: "Si una empresa puede recibir un programa, y por qué. Whether a firm may get a program, and why.",
})
export class EligibilityResult {
  @Field(() => VerdictEnum.concept, { simple: true, description: "El dictamen. The verdict." })
  verdict!: Concept;

  @Field(() => String, { simple: true, description: "El porqué en una frase. The reason in one sentence." })
  summary!: string;

  @Field(() => [EligibilityWarning], {
    simple: true,
    description: "Lo que hay que saber además. What else there is to know.",
  })
  warnings!: readonly EligibilityWarning[];

  @Field(() => [EligibilityFact], {
    simple: true,
    description:
      "Los datos que aún pueden cambiar el dictamen; vacía si está decidido. The facts that can still change the verdict; empty when it is settled.",
  })
  missing!: readonly EligibilityFact[];

  @Field(() => [SupportOffer], {
    simple: true,
    description:
      "Cuánto sería el apoyo, donde la fuente permite calcularlo. How much the support would be, where the source lets it be worked out.",
  })
  offers!: readonly SupportOffer[];
}

@ObjectType({ simpleResolvers: true, description: "Un resultado dentro de la lista. A result within the list." })
export class EligibilityResultEdge extends edgeOf(() => EligibilityResult) {}

@ObjectType({ simpleResolvers: true, description: "Una página de resultados. A page of results." })
export class EligibilityResultConnection extends connectionOf(() => EligibilityResult, EligibilityResultEdge) {}

@ObjectType({
  description:
    "Un cambio que está en manos de la empresa y los programas que abriría. A change in the firm's hands and the programs it would open.",
})
export class EligibilityOpening {
  @Field(() => FactChange, { simple: true, description: "El cambio. The change." })
  change!: FactChange;

  @Field(() => Int, {
    simple: true,
    description: "Programas cuyos requisitos se cumplirían. Programs whose requirements would be met.",
  })
  opensCount!: number;

  @Field(() => Int, {
    simple: true,
    description:
      "Programas que dejarían de rechazar, con otros datos por saber. Programs that would no longer refuse, with other facts still to know.",
  })
  allowsCount!: number;
}
