import { createUnionType, Directive, Field, ID, Int, ObjectType } from "type-graphql";
import { Refused } from "../../graph/commands.js";
import type { Concept } from "../../graph/concept.js";
import { connectionOf, edgeOf } from "../../graph/connection.js";
import { Node } from "../../graph/node.js";
import { DateScalar, DateTimeScalar } from "../../graph/scalars.js";
import { ConsentPurposes, KeptForms, MandateScopes } from "./vocabulary.types.js";

@ObjectType({
  simpleResolvers: true,
  description: "Un dato que la empresa dijo de sí. A fact that the firm told of itself.",
})
export class ToldFact {
  @Field(() => String, {
    description: "Clave del dato, como en eligibilityFacts. Key of the fact, as in eligibilityFacts.",
  })
  fact!: string;

  @Field(() => String, { description: "Su nombre. Its name." })
  label!: string;

  @Field(() => KeptForms.concept, { description: "Cuánto se dijo. How much was told." })
  form!: Concept;

  @Field(() => [String], {
    description:
      "Lo dicho, en los códigos del perfil; para límites, lo menos y lo más, vacío si no tiene. What was told, in the codes of the profile; for bounds the least and the most, empty where open.",
  })
  values!: readonly string[];

  @Field(() => DateTimeScalar, { description: "Cuándo se dijo. When it was told." })
  statedAt!: string;

  @Field(() => String, { description: "Quién lo dijo. Who told it." })
  statedBy!: string;

  @Field(() => ID, { nullable: true, description: "Documento que lo prueba. Document that proves it." })
  documentId!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "Permiso para que otra persona actúe por la empresa. Leave for somebody else to act for the firm.",
})
export class Mandate {
  @Field(() => ID, { description: "Identificador. Id." })
  id!: string;

  @Field(() => String, { description: "Quién lo tiene. Who holds it." })
  holder!: string;

  @Field(() => [MandateScopes.concept], { description: "Para qué. For what." })
  scopes!: readonly Concept[];

  @Field(() => DateScalar, { description: "Último día en que vale. Last day it holds." })
  expiresOn!: string;

  @Field(() => DateTimeScalar, { description: "Cuándo se otorgó. When it was granted." })
  grantedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "Cuándo se retiró. When it was revoked." })
  revokedAt!: string | null;

  @Field(() => Boolean, { description: "Si vale hoy. Whether it holds today." })
  inForce!: boolean;
}

@ObjectType({ simpleResolvers: true, description: "Un consentimiento de la empresa. A consent of the firm." })
export class Consent {
  @Field(() => ConsentPurposes.concept, { description: "Para qué. For what." })
  purpose!: Concept;

  @Field(() => DateTimeScalar, { description: "Cuándo se dio. When it was given." })
  givenAt!: string;

  @Field(() => String, { description: "Quién lo dio. Who gave it." })
  givenBy!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "Cuándo se retiró. When it was withdrawn." })
  withdrawnAt!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "Un mandato en la lista. A mandate in the list." })
export class MandateEdge extends edgeOf(() => Mandate) {}

@ObjectType({ simpleResolvers: true, description: "Una página de mandatos. A page of mandates." })
export class MandateConnection extends connectionOf(() => Mandate, MandateEdge) {}

@ObjectType({ simpleResolvers: true, description: "Un consentimiento en la lista. A consent in the list." })
export class ConsentEdge extends edgeOf(() => Consent) {}

@ObjectType({ simpleResolvers: true, description: "Una página de consentimientos. A page of consents." })
export class ConsentConnection extends connectionOf(() => Consent, ConsentEdge) {}

@Directive('@key(fields: "id")')
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "Una empresa, como la ve quien la registró o tiene su mandato. A firm, as seen by who registered it or holds its mandate.",
})
export class Business extends Node {
  @Field(() => String, { description: "Nombre o razón social. Name." })
  name!: string;

  @Field(() => String, { nullable: true, description: "RFC. Taxpayer number." })
  rfc!: string | null;

  @Field(() => String, { nullable: true, description: "CURP de la persona titular. CURP of the owner." })
  curp!: string | null;

  @Field(() => String, { nullable: true, description: "Correo para avisos. E-mail for notices." })
  email!: string | null;

  @Field(() => Int, { description: "Aumenta con cada cambio. Grows with each change." })
  version!: number;

  @Field(() => DateTimeScalar, { description: "Cuándo se registró. When it was registered." })
  createdAt!: string;

  @Field(() => Boolean, {
    description:
      "Si la registró quien pregunta; si no, actúa por mandato. Whether the caller registered it; else by mandate.",
  })
  owned!: boolean;
}

@ObjectType({ simpleResolvers: true, description: "Una empresa en una lista. A firm in a list." })
export class BusinessEdge extends edgeOf(() => Business) {}

@ObjectType({ simpleResolvers: true, description: "Una página de empresas. A page of firms." })
export class BusinessConnection extends connectionOf(() => Business, BusinessEdge) {}

@ObjectType({ simpleResolvers: true, description: "Se hizo; así queda la empresa. Done; this is the firm now." })
export class BusinessChanged {
  @Field(() => Business, { description: "La empresa. The firm." })
  business!: Business;
}

@ObjectType({
  implements: Refused,
  simpleResolvers: true,
  description: "La empresa cambió entretanto. The firm changed meanwhile.",
})
export class BusinessVersionStale extends Refused {
  @Field(() => Business, { description: "La empresa como está ahora. The firm as it is now." })
  business!: Business;
}

export const BusinessResult = createUnionType({
  name: "BusinessResult",
  description: "Lo que pasó con un cambio a una empresa. What became of a change to a firm.",
  types: () => [BusinessChanged, BusinessVersionStale] as const,
  resolveType: (value) => ("refusalType" in value ? BusinessVersionStale : BusinessChanged),
});
