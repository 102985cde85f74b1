import { Directive, Field, ID, ObjectType } from "type-graphql";
import { Language } from "../../graph/language.js";
import { DateScalar } from "../../graph/scalars.js";

/** A program as this module knows it: its key, and the day and language it is read for. The catalog holds the rest. */
@Directive('@key(fields: "id asOf language")')
@ObjectType()
export class Program {
  @Field(() => ID, { simple: true })
  id!: string;

  @Field(() => DateScalar, { simple: true })
  asOf!: string;

  @Field(() => Language, { simple: true })
  language!: Language;
}
