import { Field, InputType, Int } from "type-graphql";
import { DecimalScalar } from "../../graph/scalars.js";
import type { Fact } from "../facts/fact.js";
import { FACTS } from "../facts/index.js";
import { FACT_ENUMS } from "./fact-enums.js";

const LARGEST_INT = 2_147_483_647;

const TABLE_NOTES = {
  state: " ISO 3166-2, p. ej. / e.g. MX-GUA.",
  municipality: " Clave INEGI / INEGI key, p. ej. / e.g. 11020.",
  industry: " SCIAN 2018 o / or 2023, p. ej. / e.g. 316211.",
} as const;

@InputType({
  description:
    "Un dato numérico conocido solo por sus límites, p. ej. «11 a 30 personas». A number known only within bounds, e.g. 11 to 30 people.",
})
export class FactBandInput {
  @Field(() => String, { description: "Clave del dato, p. ej. workers. Key of the fact, e.g. workers." })
  fact!: string;

  @Field(() => DecimalScalar, { nullable: true, description: "Al menos. At least." })
  min?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "A lo más. At most." })
  max?: string | null;
}

@InputType({
  description:
    "Un dato que es uno de varios valores, sin saber cuál. A fact that is one of several values, not known which.",
})
export class FactChoicesInput {
  @Field(() => String, { description: "Clave del dato, p. ej. size. Key of the fact, e.g. size." })
  fact!: string;

  @Field(() => [String], {
    description:
      "Los valores posibles, como se escriben en el campo del dato. The possible values, as written in the fact's own field.",
  })
  values!: string[];
}

/** What is known of a fact, as it arrives: a field for each fact, and four ways to say less than a value. */
@InputType({
  description:
    "Lo que se sabe de la empresa; nada es obligatorio. Lo que falta se pregunta, no se supone. No se guarda ni se anota en bitácoras. What is known of the firm; nothing is required. What is missing is asked for, not assumed. It is neither kept nor logged.",
})
export class ProfileInput {
  @Field(() => [FactBandInput], {
    nullable: true,
    description: "Datos numéricos conocidos por sus límites. Numbers known within bounds.",
  })
  between?: FactBandInput[] | null;

  @Field(() => [FactChoicesInput], {
    nullable: true,
    description: "Datos que son uno de varios valores. Facts that are one of several values.",
  })
  oneOf?: FactChoicesInput[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "Claves de datos de lista que pueden tener más de lo dicho; sin esto una lista dada está completa. Keys of list facts that may hold more than was given; otherwise a given list is complete.",
  })
  notComplete?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "Claves de datos que se preguntaron y no se saben: no se vuelven a preguntar. Keys of facts that were asked and are not known: never asked again.",
  })
  notKnown?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      "CURP de la persona dueña: de ella salen su edad y su género. No se guarda ni se devuelve. CURP of the owner: age and gender follow from it. Neither kept nor given back.",
  })
  curp?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "RFC del negocio: de él sale si es persona moral o física. No se guarda ni se devuelve. RFC of the business: whether it is a legal entity or a natural person follows from it. Neither kept nor given back.",
  })
  rfc?: string | null;

  [fact: string]: unknown;
}

/** One input field for each fact of the table. */
for (const [key, fact] of Object.entries(FACTS)) {
  Field(() => inputType(key, fact), {
    nullable: true,
    description: `${fact.label.es}. ${fact.label.en}.${inputNote(fact)}`,
  })(ProfileInput.prototype, key);
}

function inputType(key: string, fact: Fact) {
  switch (fact.type) {
    case "boolean":
      return Boolean;
    case "number":
      return fact.integer && fact.max <= LARGEST_INT ? Int : DecimalScalar;
    case "code":
      return FACT_ENUMS.get(key) ?? String;
    case "codes":
      return [FACT_ENUMS.get(key) ?? String];
  }
}

function inputNote(fact: Fact): string {
  if (fact.type === "number") return ` ${fact.unit}, ${fact.min}–${fact.max}.`;
  return fact.type === "code" && "table" in fact ? TABLE_NOTES[fact.table] : "";
}
