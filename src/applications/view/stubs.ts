import { Directive, Field, ID, Int, ObjectType } from "type-graphql";
import { Language } from "../../graph/language.js";
import { DateScalar } from "../../graph/scalars.js";

/** An edition of a program as this module knows it: which one it is. */
@Directive("@shareable")
@ObjectType({ simpleResolvers: true })
export class ProgramVersion {
  @Field(() => Int)
  number!: number;
}

/** A program as this module knows it: which one, and how it is read, to the edition. The catalog holds the rest. */
@Directive('@key(fields: "id asOf language version { number }")')
@Directive('@key(fields: "id")')
@ObjectType({ simpleResolvers: true })
export class Program {
  @Field(() => ID)
  id!: string;

  @Field(() => DateScalar)
  asOf!: string;

  @Field(() => Language)
  language!: Language;

  @Field(() => ProgramVersion)
  version!: ProgramVersion;
}

/** A firm as this module knows it: its key. */
@Directive('@key(fields: "id")')
@ObjectType()
export class Business {
  @Field(() => ID, { simple: true })
  id!: string;
}

/** A document of a firm's as this module knows it: its key. */
@Directive('@key(fields: "id")')
@ObjectType()
export class Document {
  @Field(() => ID, { simple: true })
  id!: string;
}
