import { Directive, Field, ID, ObjectType } from "type-graphql";

/** A program as this module knows it: its key. The catalog holds the rest. */
@Directive('@key(fields: "id")')
@ObjectType()
export class Program {
  @Field(() => ID, { simple: true })
  id!: string;
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
