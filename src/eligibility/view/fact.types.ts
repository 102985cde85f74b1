import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import type { Concept } from "../../graph/concept.js";
import { DecimalScalar } from "../../graph/scalars.js";
import { FactOriginEnum, FactTypeEnum, PrivacyEnum } from "./vocabulary.types.js";

@ObjectType({
  simpleResolvers: true,
  description: "Un valor que un dato puede tener. A value that a fact can have.",
})
export class FactOption {
  @Field(() => String, {
    description: "Como se escribe en el perfil. As it is written in the profile.",
  })
  value!: string;

  @Field(() => String, { description: "El nombre, en la lengua pedida. The name, in the language asked for." })
  label!: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Un dato del que pueden depender los programas: cómo se pregunta y qué respuestas admite. A fact that programs may depend on: how it is asked and which answers it takes.",
})
export class EligibilityFact {
  @Field(() => ID, {
    description:
      "Clave del dato: el campo del perfil y el `fact` de las reglas. Key of the fact: the field of the profile and the `fact` of the rules.",
  })
  key!: string;

  @Field(() => String, { description: "Nombre corto. Short name." })
  label!: string;

  @Field(() => String, { description: "La pregunta, en palabras llanas. The question, in plain words." })
  question!: string;

  @Field(() => String, { nullable: true, description: "Qué saber antes de responder. What to know before answering." })
  help!: string | null;

  @Field(() => FactTypeEnum.concept, { description: "Cómo se responde. How it is answered." })
  type!: Concept;

  @Field(() => String, { nullable: true, description: "Unidad de un número. Unit of a number." })
  unit!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "El menor número que admite. Least number it takes." })
  min!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "El mayor número que admite. Greatest number it takes." })
  max!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Si el número es entero. Whether the number is a whole one.",
  })
  integer!: boolean | null;

  @Field(() => [FactOption], {
    description:
      "Los valores de una lista cerrada; vacía si los da una tabla oficial. The values of a closed list; empty where an official table gives them.",
  })
  options!: readonly FactOption[];

  @Field(() => String, {
    nullable: true,
    description:
      "Consulta que da sus códigos cuando son de una tabla oficial: states, municipalities o industries. Query that gives its codes when an official table does: states, municipalities or industries.",
  })
  codesFrom!: string | null;

  @Field(() => PrivacyEnum.concept, { description: "De quién es. Whose it is." })
  privacy!: Concept;

  @Field(() => [String], {
    description: "Datos de los que se deduce cuando se conocen. Facts it is worked out from when they are known.",
  })
  derivedFrom!: readonly string[];

  @Field(() => String, {
    nullable: true,
    description: "Lo que se supone mientras nadie diga otra cosa. What holds unless somebody says otherwise.",
  })
  assumed!: string | null;

  @Field(() => Boolean, {
    description: "Si la empresa puede cambiarlo. Whether the firm can change it.",
  })
  changeable!: boolean;

  @Field(() => Int, {
    description: "Cuántos programas lo piden como requisito. How many programs ask it as a requirement.",
  })
  programCount!: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Lo que se sabe de un dato: un valor, varios posibles o un intervalo. What is known of a fact: a value, several possible ones, or an interval.",
})
export class FactValue {
  @Field(() => String, {
    description: "Como lo diría una persona, en la lengua pedida. As a person would say it, in the language asked for.",
  })
  text!: string;

  @Field(() => Boolean, { description: "Si es un solo valor. Whether it is one value only." })
  exact!: boolean;

  @Field(() => Boolean, { nullable: true, description: "Un sí o no. A yes or no." })
  flag!: boolean | null;

  @Field(() => DecimalScalar, { nullable: true, description: "De un número, al menos. Of a number, at least." })
  min!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "De un número, a lo más. Of a number, at most." })
  max!: string | null;

  @Field(() => [String], {
    description:
      "De un código, los que puede ser; de una lista, los que tiene. Hasta 20. Of a code, those it may be; of a list, those it has. Up to 20.",
  })
  values!: readonly string[];
}

@ObjectType({
  simpleResolvers: true,
  description: "Un dato de la empresa y cómo se sabe. A fact of the firm and how it is known.",
})
export class KnownFact {
  @Field(() => String, { description: "Clave del dato. Key of the fact." })
  fact!: string;

  @Field(() => String, { description: "Su nombre. Its name." })
  label!: string;

  @Field(() => FactValue, { description: "Lo que se sabe. What is known." })
  value!: FactValue;

  @Field(() => FactOriginEnum.concept, { description: "Cómo se sabe. How it is known." })
  origin!: Concept;

  @Field(() => [String], { description: "De qué datos se dedujo. Which facts it was derived from." })
  from!: readonly string[];
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Dos cosas dichas que no van juntas: ninguna se da por buena hasta que se aclare. Two things said that do not go together: neither is taken for true until it is cleared up.",
})
export class ProfileContradiction {
  @Field(() => String, { description: "Clave del dato. Key of the fact." })
  fact!: string;

  @Field(() => String, { description: "Su nombre. Its name." })
  label!: string;

  @Field(() => FactValue, { description: "Lo que se dio. What was stated." })
  stated!: FactValue;

  @Field(() => FactValue, { description: "Lo que se deduce de lo demás. What follows from the rest." })
  derived!: FactValue;

  @Field(() => [String], { description: "De qué se deduce. What it follows from." })
  from!: readonly string[];
}

@ObjectType({
  simpleResolvers: true,
  description: "Una pregunta por hacer y lo que vale su respuesta. A question to ask and what its answer is worth.",
})
export class NextQuestion {
  @Field(() => EligibilityFact, { description: "El dato. The fact." })
  fact!: EligibilityFact;

  @Field(() => Float, {
    description:
      "Programas que la respuesta decide en promedio, entre los que están por determinar. Programs that the answer settles on average, among the undetermined.",
  })
  settles!: number;

  @Field(() => Int, {
    description: "Programas que alguna respuesta decide. Programs that some answer settles.",
  })
  affects!: number;
}
