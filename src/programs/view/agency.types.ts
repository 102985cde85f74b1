import { Directive, Field, ID, ObjectType } from "type-graphql";
import type { Concept } from "../../graph/concept.js";
import { connectionOf, edgeOf } from "../../graph/connection.js";
import { Node } from "../../graph/node.js";
import type { Scope } from "../../graph/reading.js";
import { MunicipalityStub, StateStub } from "./program-parts.types.js";
import { AgencyLevelEnum, NameBasisEnum } from "./vocabulary.types.js";

@Directive('@key(fields: "id")')
@ObjectType({
  implements: Node,
  description:
    "Una institución que administra, financia o acompaña programas. An institution that runs, funds or accompanies programs.",
})
export class Agency extends Node {
  @Field(() => ID, { simple: true, description: "Identificador global. Global id." })
  declare id: string;

  @Field(() => String, {
    simple: true,
    description: "Clave legible y estable, p. ej. inadem. Readable, stable key, e.g. inadem.",
  })
  slug!: string;

  @Field(() => String, { simple: true, description: "Nombre. Name." })
  name!: string;

  @Field(() => NameBasisEnum.concept, {
    simple: true,
    nullable: true,
    description:
      "De dónde sale el nombre en español, cuando no es el oficial. Where the Spanish name comes from, when it is not the official one.",
  })
  nameBasis!: Concept | null;

  @Field(() => String, { simple: true, nullable: true, description: "Siglas. Acronym." })
  acronym!: string | null;

  @Field(() => [String], { simple: true, description: "Otros nombres. Other names." })
  aliases!: readonly string[];

  @Field(() => AgencyLevelEnum.concept, { simple: true, description: "Ámbito. Level." })
  level!: Concept;

  @Field(() => StateStub, { simple: true, nullable: true, description: "Entidad. State." })
  state!: StateStub | null;

  @Field(() => MunicipalityStub, { simple: true, nullable: true, description: "Municipio. Municipality." })
  municipality!: MunicipalityStub | null;

  @Field(() => String, { simple: true, nullable: true, description: "Observación. Note." })
  note!: string | null;

  parentSlug!: string | null;
  scope!: Scope;
  nodeType!: "Agency";
}

@Directive('@key(fields: "id")')
@ObjectType({
  implements: Node,
  description: "La colección de programas de un publicador. A publisher's collection of programs.",
})
export class Catalog extends Node {
  @Field(() => ID, { simple: true, description: "Identificador global. Global id." })
  declare id: string;

  @Field(() => String, { simple: true, description: "Clave legible y estable. Readable, stable key." })
  slug!: string;

  @Field(() => String, { simple: true, description: "Nombre. Name." })
  name!: string;

  @Field(() => String, { simple: true, description: "Qué reúne. What it gathers." })
  description!: string;

  publisherSlug!: string | null;
  scope!: Scope;
  nodeType!: "Catalog";
}

@ObjectType({ simpleResolvers: true, description: "Una institución de la lista. An institution of the list." })
export class AgencyEdge extends edgeOf(() => Agency) {}

@ObjectType({ simpleResolvers: true, description: "Una página de instituciones. A page of institutions." })
export class AgencyConnection extends connectionOf(() => Agency, AgencyEdge) {}

@ObjectType({ simpleResolvers: true, description: "Un catálogo de la lista. A catalog of the list." })
export class CatalogEdge extends edgeOf(() => Catalog) {}

@ObjectType({ simpleResolvers: true, description: "Una página de catálogos. A page of catalogs." })
export class CatalogConnection extends connectionOf(() => Catalog, CatalogEdge) {}
