import { Directive, Field, ObjectType, registerEnumType } from "type-graphql";
import { connectionOf, edgeOf } from "../graph/connection.js";

export const ScianVersionEnum = { V2018: "2018", V2023: "2023" } as const;
registerEnumType(ScianVersionEnum, {
  name: "ScianVersion",
  description: "Edición del SCIAN México. Edition of SCIAN Mexico.",
  valuesConfig: { V2018: { description: "SCIAN 2018." }, V2023: { description: "SCIAN 2023." } },
});

export const IndustryLevel = {
  SECTOR: "sector",
  SUBSECTOR: "subsector",
  BRANCH: "branch",
  SUBBRANCH: "subbranch",
  CLASS: "class",
} as const;
registerEnumType(IndustryLevel, {
  name: "IndustryLevel",
  description: "Nivel de un código del SCIAN. Level of a SCIAN code.",
  valuesConfig: {
    SECTOR: { description: "Sector, 2 dígitos o un rango. Sector, 2 digits or a range." },
    SUBSECTOR: { description: "Subsector, 3 dígitos. Subsector, 3 digits." },
    BRANCH: { description: "Rama, 4 dígitos. Branch, 4 digits." },
    SUBBRANCH: { description: "Subrama, 5 dígitos. Subbranch, 5 digits." },
    CLASS: { description: "Clase, 6 dígitos. Class, 6 digits." },
  },
});

export const StratificationGroup = { INDUSTRY: "industry", COMMERCE: "commerce", SERVICES: "services" } as const;
registerEnumType(StratificationGroup, {
  name: "StratificationGroup",
  description:
    "Grupo de la estratificación de empresas (DOF 30-jun-2009); la asignación por SCIAN es nuestra. Group of the size stratification (DOF 30 Jun 2009); its mapping to SCIAN is ours.",
  valuesConfig: {
    INDUSTRY: { description: "Industria. Industry." },
    COMMERCE: { description: "Comercio. Commerce." },
    SERVICES: { description: "Servicios. Services." },
  },
});

@Directive('@key(fields: "code")')
@ObjectType({ description: "Entidad federativa. Federal entity." })
export class State {
  @Field(() => String, { simple: true, description: "Código ISO 3166-2, p. ej. MX-QUE. ISO 3166-2 code, e.g. MX-QUE." })
  code!: string;
}

@Directive('@key(fields: "code")')
@ObjectType({ description: "Municipio o alcaldía. Municipality or borough." })
export class Municipality {
  @Field(() => String, {
    simple: true,
    description:
      "Clave del INEGI: 2 dígitos de entidad y 3 de municipio. INEGI key: 2 digits of state and 3 of municipality.",
  })
  code!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "Una rama de actividad del SCIAN México. An industry of SCIAN Mexico.",
})
export class Industry {
  @Field(() => String, { description: "Código. Code." })
  code!: string;

  @Field(() => IndustryLevel, { description: "Nivel. Level." })
  level!: string;

  @Field(() => String, { description: "Título oficial, en español. Official title, in Spanish." })
  title!: string;

  @Field(() => [ScianVersionEnum], { description: "Ediciones que lo tienen. Editions that have it." })
  versions!: readonly string[];

  @Field(() => String, { nullable: true, description: "Código del nivel superior. Code of the level above." })
  parentCode!: string | null;

  @Field(() => StratificationGroup, {
    nullable: true,
    description: "Grupo para medir el tamaño; nulo en gobierno. Group for measuring size; null for government.",
  })
  stratificationGroup!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "Un municipio de la lista. A municipality of the list." })
export class MunicipalityEdge extends edgeOf(() => Municipality) {}

@ObjectType({ simpleResolvers: true, description: "Una página de municipios. A page of municipalities." })
export class MunicipalityConnection extends connectionOf(() => Municipality, MunicipalityEdge) {}

@ObjectType({ simpleResolvers: true, description: "Una actividad de la lista. An industry of the list." })
export class IndustryEdge extends edgeOf(() => Industry) {}

@ObjectType({ simpleResolvers: true, description: "Una página de actividades. A page of industries." })
export class IndustryConnection extends connectionOf(() => Industry, IndustryEdge) {}
