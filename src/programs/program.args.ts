import { ArgsType, Field, ID, InputType, registerEnumType } from "type-graphql";
import { PageArgs } from "../graph/connection.js";
import {
  AudienceEnum,
  CategoryEnum,
  GovernmentLevelEnum,
  ProgramKindEnum,
  SectorEnum,
  StatusEnum,
  SupportKindEnum,
} from "./view/vocabulary.types.js";

export const ProgramOrder = { RELEVANCE: "RELEVANCE", NAME: "NAME", LOCAL_FIRST: "LOCAL_FIRST" } as const;
export type ProgramOrder = keyof typeof ProgramOrder;

registerEnumType(ProgramOrder, {
  name: "ProgramOrder",
  description: "En qué orden se dan los programas. The order programs are given in.",
  valuesConfig: {
    RELEVANCE: {
      description:
        "Primero lo que mejor responde a `search`; sin búsqueda, por nombre. What answers `search` best; by name without a search.",
    },
    NAME: { description: "Por nombre, en orden alfabético. By name, alphabetically." },
    LOCAL_FIRST: {
      description:
        "Primero lo más cercano a `place`: municipio, estado, federación, internacional. Nearest to `place` first: municipal, state, federal, international.",
    },
  },
});

@InputType({
  description:
    "Qué programas se quieren. Dentro de un campo basta uno de los valores; los campos se suman. Which programs are wanted: any value within a field, all fields together.",
})
export class ProgramFilter {
  @Field(() => [CategoryEnum.values], { nullable: true, description: "Temas. Themes." })
  category?: string[] | null;

  @Field(() => [GovernmentLevelEnum.values], {
    nullable: true,
    description: "Órdenes de gobierno. Levels of government.",
  })
  level?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "Entidades, ISO 3166-2, p. ej. MX-QUE. States, ISO 3166-2, e.g. MX-QUE.",
  })
  state?: string[] | null;

  @Field(() => [ProgramKindEnum.values], { nullable: true, description: "Clases de programa. Kinds of program." })
  kind?: string[] | null;

  @Field(() => [SupportKindEnum.values], { nullable: true, description: "Clases de apoyo. Kinds of support." })
  supportKind?: string[] | null;

  @Field(() => [SectorEnum.values], { nullable: true, description: "Sectores. Sectors." })
  sector?: string[] | null;

  @Field(() => [AudienceEnum.values], { nullable: true, description: "Públicos. Audiences." })
  audience?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Instituciones, por su `slug`. Institutions, by `slug`." })
  agency?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Catálogos, por su `slug`. Catalogs, by `slug`." })
  catalog?: string[] | null;

  @Field(() => [StatusEnum.values], {
    nullable: true,
    description: "Estados a la fecha pedida. Statuses as of the date asked.",
  })
  status?: string[] | null;
}

@InputType({ description: "Dónde está quien pregunta. Where the one who asks is." })
export class PlaceInput {
  @Field(() => String, {
    nullable: true,
    description: "Entidad, ISO 3166-2, p. ej. MX-QUE. State, ISO 3166-2, e.g. MX-QUE.",
  })
  state?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Municipio, clave del INEGI, p. ej. 22014. Municipality, INEGI key, e.g. 22014.",
  })
  municipality?: string | null;
}

@ArgsType()
export class ProgramSearchArgs extends PageArgs {
  @Field(() => ProgramFilter, { nullable: true, description: "Qué programas se quieren. Which programs are wanted." })
  filter?: ProgramFilter | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Lo que se escribe en el buscador, hasta 200 caracteres: con o sin acentos, siglas, palabras a medias o con errores. What is typed in the search box, up to 200 characters: with or without accents, acronyms, half words or misspelt.",
  })
  search?: string | null;

  @Field(() => ProgramOrder, {
    nullable: true,
    description: "Orden; RELEVANCE si hay `search`, NAME si no. Order; RELEVANCE with `search`, else NAME.",
  })
  orderBy?: ProgramOrder | null;

  @Field(() => PlaceInput, { nullable: true, description: "Lugar para LOCAL_FIRST. Place for LOCAL_FIRST." })
  place?: PlaceInput | null;
}
