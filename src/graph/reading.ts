import { ArgsType, Field } from "type-graphql";
import { type GraphContext, todayIn } from "./context.js";
import { Language } from "./language.js";
import { DateScalar } from "./scalars.js";

/** The question something is read under; it passes on to whatever is reached from it. */
export interface Scope {
  readonly language: "es" | "en";
  readonly asOf: string;
}

@ArgsType()
export class LanguageArgs {
  @Field(() => Language, {
    nullable: true,
    description:
      "Lengua de los textos; si falta, la de Accept-Language. Language of the texts; that of Accept-Language if absent.",
  })
  language?: Language | null;
}

@ArgsType()
export class ReadingArgs extends LanguageArgs {
  @Field(() => DateScalar, {
    nullable: true,
    description: "A qué fecha se responde; hoy si falta. Date to answer for; today if absent.",
  })
  asOf?: string | null;
}

/** The question a reader asks under: language and date, each with its default. */
export function scopeOf(args: { language?: "es" | "en" | null; asOf?: string | null }, context: GraphContext): Scope {
  return { language: args.language ?? context.language, asOf: args.asOf ?? todayIn(context.now) };
}

/** The question of a key that another subgraph holds: what it says of language (by its name in the schema) and date, else each default. */
export function scopeOfKey({ asOf, language }: Readonly<Record<string, string>>, context: GraphContext): Scope {
  const spoken = Object.entries(Language).find(([name]) => name === language)?.[1];
  return scopeOf({ asOf: asOf === undefined ? null : DateScalar.parseValue(asOf), language: spoken ?? null }, context);
}
