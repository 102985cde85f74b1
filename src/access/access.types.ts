import { Field, ID, InputType, ObjectType } from "type-graphql";
import { CommandInput } from "../graph/commands.js";
import { type Concept, published } from "../graph/concept.js";
import { connectionOf, edgeOf } from "../graph/connection.js";
import { ROLES } from "../graph/identity/caller.js";
import { DateScalar, DateTimeScalar } from "../graph/scalars.js";

export const CallerRole = published(
  "CallerRole",
  ROLES,
  "Con qué papel se consulta la ventanilla.",
  "In which role the window is used.",
);

@ObjectType({
  simpleResolvers: true,
  description: "Quien consulta, según su credencial. Who asks, by their credential.",
})
export class Me {
  @Field(() => CallerRole.concept, { description: "El papel con que actúa. The role it acts in." })
  role!: Concept;

  @Field(() => String, {
    description:
      "Quién es, como lo nombra el emisor de su ficha; «key:» y el identificador, si es una clave. Who it is, as the issuer of its token names it; `key:` and the id, if it is a key.",
  })
  subject!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      "Clave de la institución por la que actúa, p. ej. inadem; nulo si por ninguna. Key of the agency it acts for, e.g. inadem; null if for none.",
  })
  agency!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Clave con que el sistema de una institución se identifica, sin su secreto. Key by which the system of an agency signs in, without its secret.",
})
export class ApiKey {
  @Field(() => ID, { description: "Identificador, que es parte de la clave. Id, which is part of the key." })
  id!: string;

  @Field(() => ID, { description: "Clave de la institución, p. ej. inadem. Key of the agency, e.g. inadem." })
  agency!: string;

  @Field(() => String, { description: "Para qué es. What it is for." })
  label!: string;

  @Field(() => DateTimeScalar, { description: "Cuándo se creó. When it was made." })
  createdAt!: string;

  @Field(() => String, { description: "Quién la creó. Who made it." })
  createdBy!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "Desde cuándo ya no vale; nulo si no vence. From when on it is no longer good; null if it never expires.",
  })
  expiresAt!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Cuándo se revocó; nulo si no se ha revocado. When it was revoked; null if it was not.",
  })
  revokedAt!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: "Último día en que se usó; nulo si nunca. Last day on which it was used; null if never.",
  })
  lastUsedOn!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "Una clave en una lista. A key in a list." })
export class ApiKeyEdge extends edgeOf(() => ApiKey) {}

@ObjectType({ simpleResolvers: true, description: "Una página de claves. A page of keys." })
export class ApiKeyConnection extends connectionOf(() => ApiKey, ApiKeyEdge) {}

@InputType({ description: "La clave que se crea. The key to make." })
export class CreateApiKeyInput extends CommandInput {
  @Field(() => ID, { description: "Clave de la institución, p. ej. inadem. Key of the agency, e.g. inadem." })
  agency!: string;

  @Field(() => String, { description: "Para qué es, hasta 100 caracteres. What it is for, up to 100 characters." })
  label!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "Desde cuándo ya no vale; nunca vence si falta. From when on it is no longer good; it never expires if absent.",
  })
  expiresAt?: string | null;
}

@ObjectType({ simpleResolvers: true, description: "La clave que se creó. The key that was made." })
export class CreateApiKeyResult {
  @Field(() => ApiKey, { description: "La clave, sin su secreto. The key, without its secret." })
  apiKey!: ApiKey;

  @Field(() => String, {
    nullable: true,
    description:
      "La clave completa, que se dice solo esta vez; nulo si la petición es repetida. The whole key, which is told this once only; null if the request is a repeated one.",
  })
  secret!: string | null;
}

@InputType({ description: "La clave que se revoca. The key to revoke." })
export class RevokeApiKeyInput extends CommandInput {
  @Field(() => ID, { description: "Identificador de la clave. Id of the key." })
  id!: string;
}

@ObjectType({ simpleResolvers: true, description: "La clave que se revocó. The key that was revoked." })
export class RevokeApiKeyResult {
  @Field(() => ApiKey, { description: "La clave. The key." })
  apiKey!: ApiKey;
}

@InputType({ description: "A quién se le termina el acceso. Whose access to end." })
export class EndAccessInput extends CommandInput {
  @Field(() => String, {
    description: "Su identificador, como lo dice `sub` en sus credenciales. Who it is, as `sub` in their tokens says.",
  })
  subject!: string;
}

@ObjectType({ simpleResolvers: true, description: "El acceso que se terminó. The access that was ended." })
export class EndAccessResult {
  @Field(() => String, { description: "De quién. Whose." })
  subject!: string;

  @Field(() => DateTimeScalar, {
    description:
      "Las credenciales hechas hasta entonces ya no valen; las que su emisor haga después, sí. Tokens made until then are no longer good; those that their issuer makes later are.",
  })
  endedAt!: string;
}
