import { type ClassType, Field, ObjectType, registerEnumType } from "type-graphql";

interface NamedTexts {
  readonly es: string;
  readonly en: string;
}
export type CodeTable = Readonly<Record<string, NamedTexts>>;

/** A coded value as the API gives it: the code for programs, the label for people. */
export interface Concept<Code extends string = string> {
  readonly code: Code;
  readonly label: string;
}

/** Registers the codes of a table as a GraphQL enum: SCREAMING_CASE outside, the code itself inside. */
export function enumOf<T extends CodeTable>(
  name: string,
  table: T,
  about: NamedTexts,
): Record<string, keyof T & string> {
  const codes = Object.keys(table) as (keyof T & string)[];
  const values = Object.fromEntries(codes.map((code) => [screaming(code), code]));
  registerEnumType(values, {
    name,
    description: `${about.es} ${about.en}`,
    valuesConfig: Object.fromEntries(
      codes.map((code) => [screaming(code), { description: describe(table[code] ?? { es: code, en: code }) }]),
    ),
  });
  return values;
}

/** The object type of a coded value: its code as an enum, and its name in the reader's language. */
export function conceptOf(name: string, values: object): ClassType<Concept> {
  @ObjectType(`${name}Concept`, {
    simpleResolvers: true,
    description: "Un valor de un vocabulario cerrado, con su nombre. A value of a closed vocabulary, with its name.",
  })
  class NamedCode implements Concept {
    @Field(() => values, { description: "El código, para programas. The code, for programs." })
    code!: string;

    @Field(() => String, { description: "El nombre, en la lengua pedida. The name, in the language asked for." })
    label!: string;
  }
  return NamedCode;
}

/** A closed vocabulary as GraphQL sees it: the enum, and the object type that adds the label. */
export function published<T extends CodeTable>(name: string, table: T, es: string, en: string) {
  const values = enumOf(name, table, { es, en });
  return { values, concept: conceptOf(name, values) };
}

/** A code with its name in one language. */
export function concept<T extends CodeTable>(
  table: T,
  code: keyof T & string,
  language: "es" | "en",
): Concept<keyof T & string> {
  const entry = table[code];
  return { code, label: entry?.[language] ?? code };
}

export function screaming(code: string): string {
  return code.toUpperCase();
}

function describe({ es, en }: NamedTexts): string {
  return es === en ? `${es}.` : `${es}. ${en}.`;
}
