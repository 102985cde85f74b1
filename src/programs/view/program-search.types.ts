import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionOf, edgeOf } from "../../graph/connection.js";
import { Program } from "./program.types.js";

export const FacetDimension = {
  CATEGORY: "category",
  LEVEL: "level",
  STATE: "state",
  KIND: "kind",
  SUPPORT_KIND: "supportKind",
  SECTOR: "sector",
  AUDIENCE: "audience",
  AGENCY: "agency",
  CATALOG: "catalog",
  STATUS: "status",
} as const;

registerEnumType(FacetDimension, {
  name: "FacetDimension",
  description: "Por qué se cuenta. What is counted by.",
  valuesConfig: {
    CATEGORY: { description: "Tema. Theme." },
    LEVEL: { description: "Orden de gobierno. Level of government." },
    STATE: { description: "Entidad. State." },
    KIND: { description: "Clase de programa. Kind of program." },
    SUPPORT_KIND: { description: "Clase de apoyo. Kind of support." },
    SECTOR: { description: "Sector. Sector." },
    AUDIENCE: { description: "Público. Audience." },
    AGENCY: { description: "Institución. Institution." },
    CATALOG: { description: "Catálogo. Catalog." },
    STATUS: { description: "Estado a la fecha. Status as of the date." },
  },
});

export const SearchFieldEnum = {
  NAME: "name",
  ACRONYM: "acronym",
  SUPPORT: "support",
  AUDIENCE: "audience",
  PLACE: "place",
  SECTOR: "sector",
  AGENCY: "agency",
  DESCRIPTION: "description",
  CATEGORY: "category",
  COMPONENT: "component",
  REQUIREMENT: "requirement",
} as const;

registerEnumType(SearchFieldEnum, {
  name: "SearchField",
  description: "Parte del programa en que se encontró la palabra. Part of the program the word was found in.",
  valuesConfig: {
    NAME: { description: "Nombre u otro nombre. Name or other name." },
    ACRONYM: { description: "Siglas. Acronym." },
    SUPPORT: { description: "Clase de apoyo. Kind of support." },
    AUDIENCE: { description: "Público. Audience." },
    PLACE: { description: "Lugar. Place." },
    SECTOR: { description: "Sector. Sector." },
    AGENCY: { description: "Institución. Institution." },
    DESCRIPTION: { description: "Descripción. Description." },
    CATEGORY: { description: "Tema o clase. Theme or kind." },
    COMPONENT: { description: "Componente o monto. Component or amount." },
    REQUIREMENT: { description: "Condición. Condition." },
  },
});

export const MatchKind = {
  EXACT: "EXACT",
  STEM: "STEM",
  PREFIX: "PREFIX",
  SOUND: "SOUND",
  SIMILAR: "SIMILAR",
} as const;

registerEnumType(MatchKind, {
  name: "MatchKind",
  description: "Cómo se parece lo escrito a lo encontrado. How what was typed resembles what was found.",
  valuesConfig: {
    EXACT: { description: "Es la misma palabra, con o sin acentos. It is the same word, with or without accents." },
    STEM: { description: "Es de la misma raíz: crédito, créditos. It is of the same stem: credit, credits." },
    PREFIX: { description: "Empieza así. It begins so." },
    SOUND: { description: "Suena igual: prosek, prosec. It sounds alike: prosek, prosec." },
    SIMILAR: { description: "Se escribe parecido. It is spelt alike." },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: "Por qué una palabra escrita encontró este programa. Why a typed word found this program.",
})
export class SearchMatch {
  @Field(() => String, { description: "Lo que se escribió, sin acentos. What was typed, without accents." })
  typed!: string;

  @Field(() => String, { description: "La palabra del programa, sin acentos. The program's word, without accents." })
  found!: string;

  @Field(() => MatchKind, { description: "En qué se parecen. How they resemble each other." })
  how!: string;

  @Field(() => [SearchFieldEnum], { description: "En qué partes está. In which parts it stands." })
  fields!: readonly string[];
}

@ObjectType({
  simpleResolvers: true,
  description: "Cuántos programas tienen este valor. How many programs have this value.",
})
export class FacetCount {
  @Field(() => String, {
    description:
      "El valor, como lo pide el filtro: código en mayúsculas, entidad o `slug`. The value as the filter takes it: upper-case code, state or `slug`.",
  })
  value!: string;

  @Field(() => String, { description: "Su nombre. Its name." })
  label!: string;

  @Field(() => Int, { description: "Cuántos. How many." })
  count!: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Los valores de una dimensión y cuántos programas tiene cada uno. The values of one dimension and how many programs have each.",
})
export class Facet {
  @Field(() => FacetDimension, { description: "Por qué se cuenta. What is counted by." })
  dimension!: string;

  @Field(() => [FacetCount], { description: "De más a menos. Most first." })
  counts!: readonly FacetCount[];
}

@ObjectType({ simpleResolvers: true, description: "Un programa encontrado. A program found." })
export class ProgramSearchEdge extends edgeOf(() => Program) {
  @Field(() => Float, {
    nullable: true,
    description:
      "Qué tan bien responde a la búsqueda; nulo sin búsqueda. How well it answers the search; null without one.",
  })
  score!: number | null;

  @Field(() => [SearchMatch], { description: "Qué palabras lo encontraron. Which words found it." })
  matches!: readonly SearchMatch[];
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Una página de programas, con las cuentas de todo lo encontrado. A page of programs, with the counts of all that was found.",
})
export class ProgramSearchConnection extends connectionOf(() => Program, ProgramSearchEdge) {}

@ObjectType({
  simpleResolvers: true,
  description: "Un programa de la lista y su cursor. A program of the list and its cursor.",
})
export class ProgramEdge extends edgeOf(() => Program) {}

@ObjectType({ simpleResolvers: true, description: "Una página de programas. A page of programs." })
export class ProgramConnection extends connectionOf(() => Program, ProgramEdge) {}
