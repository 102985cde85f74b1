import { type ClassType, Field, ID, InputType, Int } from "type-graphql";
import { CommandInput } from "../graph/commands.js";
import { DateScalar } from "../graph/scalars.js";
import { ConsentPurposes, MandateScopes } from "./view/vocabulary.types.js";
import type { ConsentPurpose, MandateScope } from "./vocabulary.js";

const VERSION =
  "La `version` que usted leyó; si cambió, se rechaza y se da la actual. The `version` you read; if it has changed, this is refused and the current one is given.";

@InputType({ description: "Qué empresa. Which firm." })
export abstract class OfBusinessInput extends CommandInput {
  @Field(() => ID, { description: "La empresa. The firm." })
  businessId!: string;
}

export interface RegisterBusinessInput extends CommandInput {
  name: string;
  email?: string | null;
  profile?: object | null;
}

export interface UpdateBusinessInput extends OfBusinessInput {
  version: number;
  name?: string | null;
  email?: string | null;
  profile?: object | null;
  forget?: string[] | null;
  evidence?: FactEvidenceInput[] | null;
}

@InputType({ description: "Qué documento prueba un dato. Which document proves a fact." })
export class FactEvidenceInput {
  @Field(() => String, { description: "Clave de un dato que la empresa dijo. Key of a fact that the firm told." })
  fact!: string;

  @Field(() => ID, { description: "Documento de la misma empresa. Document of the same firm." })
  documentId!: string;
}

/** The inputs that hold a profile, in the words eligibility is asked in. */
export function profileInputs(profileType: ClassType<object>) {
  const EMAIL = {
    nullable: true,
    description:
      "Correo para avisos; solo se usa con su consentimiento. E-mail for notices; used with your consent only.",
  } as const;

  @InputType("RegisterBusinessInput", {
    description: "Una empresa que se registra. A firm that is registered.",
  })
  class Register extends CommandInput implements RegisterBusinessInput {
    @Field(() => String, { description: "Nombre o razón social: 2 a 200 caracteres. Name: 2 to 200 characters." })
    name!: string;

    @Field(() => String, EMAIL)
    email?: string | null;

    @Field(() => profileType, {
      nullable: true,
      description:
        "Lo que se sabe de ella, con RFC y CURP si los da; se guarda cifrado. Los datos sensibles se rechazan. What is known of it, with RFC and CURP if given; kept encrypted. Sensitive facts are refused.",
    })
    profile?: object | null;
  }

  @InputType("UpdateBusinessInput", {
    description: "Cambios a una empresa; lo que falta queda como está. Changes to a firm; what is left out stays.",
  })
  class Update extends OfBusinessInput implements UpdateBusinessInput {
    @Field(() => Int, { description: VERSION })
    version!: number;

    @Field(() => String, { nullable: true, description: "Nombre nuevo. New name." })
    name?: string | null;

    @Field(() => String, EMAIL)
    email?: string | null;

    @Field(() => profileType, {
      nullable: true,
      description: "Datos que se agregan o reemplazan. Facts that are added or replaced.",
    })
    profile?: object | null;

    @Field(() => [String], {
      nullable: true,
      description:
        "Claves de los datos que se olvidan; también rfc, curp y email. Keys of the facts to forget; also rfc, curp and email.",
    })
    forget?: string[] | null;

    @Field(() => [FactEvidenceInput], {
      nullable: true,
      description:
        "Documentos que prueban datos; decir un dato de nuevo quita su prueba. Documents that prove facts; telling a fact anew takes its proof away.",
    })
    evidence?: FactEvidenceInput[] | null;
  }
  return { Register, Update };
}

@InputType({ description: "Un mandato que se otorga. A mandate that is granted." })
export class GrantMandateInput extends OfBusinessInput {
  @Field(() => String, {
    description: "A quién: el `subject` que esa persona ve en `me`. To whom: the `subject` that person sees in `me`.",
  })
  holder!: string;

  @Field(() => [MandateScopes.values], { description: "Para qué. For what." })
  scopes!: MandateScope[];

  @Field(() => DateScalar, {
    description: "Último día en que vale, a lo más dos años después. Last day it holds, two years ahead at most.",
  })
  expiresOn!: string;
}

@InputType({ description: "Un mandato que se retira. A mandate that is revoked." })
export class RevokeMandateInput extends CommandInput {
  @Field(() => ID, { description: "El mandato. The mandate." })
  mandateId!: string;
}

@InputType({ description: "Un consentimiento. A consent." })
export class ConsentInput extends OfBusinessInput {
  @Field(() => ConsentPurposes.values, { description: "Para qué. For what." })
  purpose!: ConsentPurpose;
}

@InputType({ description: "Una empresa cuyos datos se suprimen. A firm whose data is suppressed." })
export class SuppressBusinessInput extends OfBusinessInput {
  @Field(() => String, {
    description:
      "El nombre de la empresa, tal cual, para confirmar: no hay vuelta atrás. The firm's name, exactly, to confirm: there is no way back.",
  })
  confirmName!: string;
}
