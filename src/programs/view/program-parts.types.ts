import { Directive, Field, Int, ObjectType } from "type-graphql";
import type { Concept } from "../../graph/concept.js";
import { Language } from "../../graph/language.js";
import { DateScalar, DateTimeScalar, PartialDateScalar } from "../../graph/scalars.js";
import { Citation } from "./citation.types.js";
import { AudienceEnum, CategoryEnum, GovernmentLevelEnum, SectorEnum } from "./vocabulary.types.js";

/** What the catalog knows of a state: its key. The reference module tells the rest. */
@Directive('@key(fields: "code", resolvable: false)')
@ObjectType("State", { simpleResolvers: true, description: "Entidad federativa. Federal entity." })
export class StateStub {
  @Field(() => String, { description: "Código ISO 3166-2, p. ej. MX-QUE. ISO 3166-2 code, e.g. MX-QUE." })
  code!: string;
}

/** What the catalog knows of a municipality: its key. The reference module tells the rest. */
@Directive('@key(fields: "code", resolvable: false)')
@ObjectType("Municipality", {
  simpleResolvers: true,
  description: "Municipio o alcaldía. Municipality or borough.",
})
export class MunicipalityStub {
  @Field(() => String, {
    description:
      "Clave del INEGI: 2 dígitos de entidad y 3 de municipio. INEGI key: 2 digits of state and 3 of municipality.",
  })
  code!: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Aviso de que un texto no es un original en la lengua pedida. Notice that a text is not an original in the language asked for.",
})
export class LanguageNote {
  @Field(() => String, { description: "Dónde está el texto, p. ej. name. Where the text stands, e.g. name." })
  path!: string;

  @Field(() => Language, { description: "Lengua en que se muestra. Language it is shown in." })
  served!: string;

  @Field(() => String, { description: "Por qué. Why." })
  note!: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Temas del programa; las fuentes no siempre concuerdan y todos sirven para buscar. Themes of the program; the sources do not always agree and all serve to search.",
})
export class CategoryAssignment {
  @Field(() => [CategoryEnum.concept], { description: "Los que da la fuente. Those the source gives." })
  assigned!: readonly Concept[];

  @Field(() => [CategoryEnum.concept], {
    description: "Los que proponemos donde la fuente no da. Those we propose where the source gives none.",
  })
  proposed!: readonly Concept[];

  @Field(() => CategoryEnum.concept, { nullable: true, description: "El de la Tabla 12 o 13. That of Table 12 or 13." })
  inTable!: Concept | null;

  @Field(() => CategoryEnum.concept, { nullable: true, description: "El de la sección §4.3. That of section §4.3." })
  inText!: Concept | null;

  @Field(() => Boolean, { nullable: true, description: "Si tabla y texto concuerdan. Whether table and text agree." })
  sourcesAgree!: boolean | null;

  @Field(() => String, { nullable: true, description: "Observación. Note." })
  note!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "Dónde vale el programa. Where the program applies." })
export class Jurisdiction {
  @Field(() => GovernmentLevelEnum.concept, { description: "Orden de gobierno. Level of government." })
  level!: Concept;

  @Field(() => StateStub, { nullable: true, description: "Entidad, si es de una. State, if it belongs to one." })
  state!: StateStub | null;

  @Field(() => MunicipalityStub, {
    nullable: true,
    description: "Municipio, si es de uno. Municipality, if it belongs to one.",
  })
  municipality!: MunicipalityStub | null;

  @Field(() => String, {
    nullable: true,
    description: "Código de entidad impreso en la fuente. State code as printed in the source.",
  })
  stateCodeAsPrinted!: string | null;

  @Field(() => String, { nullable: true, description: "Observación. Note." })
  note!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "A quién se dirige. Who it is aimed at." })
export class TargetPopulation {
  @Field(() => String, { description: "En palabras de la fuente. In the words of the source." })
  asStated!: string;

  @Field(() => [AudienceEnum.concept], { description: "Públicos. Audiences." })
  audiences!: readonly Concept[];
}

@ObjectType({ simpleResolvers: true, description: "Industrias a las que se dirige. Industries it is aimed at." })
export class SectorScope {
  @Field(() => [SectorEnum.concept], { description: "Sectores. Sectors." })
  tags!: readonly Concept[];

  @Field(() => String, { nullable: true, description: "En palabras de la fuente. In the words of the source." })
  asStated!: string | null;

  @Field(() => String, { nullable: true, description: "Observación. Note." })
  note!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "Cuándo empezó y terminó, según las fuentes. When it began and ended, according to the sources.",
})
export class Timeline {
  @Field(() => PartialDateScalar, {
    nullable: true,
    description: "Comienzo; nulo si se desconoce. Start; null if unknown.",
  })
  start!: string | null;

  @Field(() => PartialDateScalar, {
    nullable: true,
    description: "Fin que dan los documentos; nulo si no lo dicen. End the documents give; null if they do not say.",
  })
  end!: string | null;

  @Field(() => String, { nullable: true, description: "Observación. Note." })
  note!: string | null;

  @Field(() => [Citation], { description: "Dónde lo dice. Where it is said." })
  citations!: readonly Citation[];
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Un dato en que las fuentes no concuerdan; se conservan todos los valores. A fact the sources disagree on; every value is kept.",
})
export class Conflict {
  @Field(() => String, { description: "De qué dato se trata. Which fact it is." })
  field!: string;

  @Field(() => [String], { description: "Lo que dice cada fuente. What each source says." })
  values!: readonly string[];

  @Field(() => String, { nullable: true, description: "Observación. Note." })
  note!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "La edición del perfil que se está leyendo. The edition of the profile being read.",
})
export class ProgramVersion {
  @Directive("@shareable")
  @Field(() => Int, { description: "Número, desde 1. Number, from 1." })
  number!: number;

  @Field(() => DateScalar, { nullable: true, description: "Primer día en que vale. First day it holds for." })
  inForceFrom!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: "Primer día en que ya no vale; nulo si sigue. First day it no longer holds; null while it does.",
  })
  inForceUntil!: string | null;

  @Field(() => DateTimeScalar, { description: "Cuándo se registró. When it was recorded." })
  recordedAt!: string;

  @Field(() => String, { description: "Quién la hizo: `seed` o una revisión. What made it: `seed` or a revision." })
  origin!: string;
}
