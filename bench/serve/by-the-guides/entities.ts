import { defineEntity, p } from "@mikro-orm/core";
import { Field, ID, ObjectType } from "type-graphql";

const AgencySchema = defineEntity({
  name: "Agency",
  tableName: "agency",
  properties: {
    id: p.uuid().primary(),
    slug: p.text(),
    name: p.text(),
    acronym: p.text().nullable(),
    level: p.text(),
  },
});

/** One class is entity and type of the graph, as the guides of type-graphql and MikroORM show it. */
@ObjectType()
export class Agency extends AgencySchema.class {
  @Field(() => ID)
  declare slug: string;
  @Field(() => String)
  declare name: string;
  @Field(() => String, { nullable: true })
  declare acronym: string | null | undefined;
  @Field(() => String)
  declare level: string;
}
AgencySchema.setClass(Agency);

const ProgramSchema = defineEntity({
  name: "Program",
  tableName: "program",
  properties: {
    id: p.uuid().primary(),
    slug: p.text(),
    name: p.text(),
    acronym: p.text().nullable(),
    description: p.text(),
    target: p.text(),
    state: p.text().nullable(),
    tags: () => p.oneToMany(ProgramTag).mappedBy("program").orderBy({ position: "asc" }),
    agencies: () => p.oneToMany(Participation).mappedBy("program").orderBy({ position: "asc" }),
    requirements: () => p.oneToMany(Requirement).mappedBy("program").orderBy({ position: "asc" }),
  },
});

@ObjectType()
export class Program extends ProgramSchema.class {
  @Field(() => ID)
  declare slug: string;
  @Field(() => String)
  declare name: string;
  @Field(() => String, { nullable: true })
  declare acronym: string | null | undefined;
  @Field(() => String)
  declare description: string;
  @Field(() => String)
  declare target: string;
}
ProgramSchema.setClass(Program);

const TagSchema = defineEntity({
  name: "ProgramTag",
  tableName: "program_tag",
  properties: {
    program: () => p.manyToOne(Program).ref().primary(),
    tag: p.text().primary(),
    position: p.integer(),
  },
});
export class ProgramTag extends TagSchema.class {}
TagSchema.setClass(ProgramTag);

const ParticipationSchema = defineEntity({
  name: "Participation",
  tableName: "program_agency",
  properties: {
    program: () => p.manyToOne(Program).ref().primary(),
    agency: () => p.manyToOne(Agency).ref().primary(),
    role: p.text(),
    position: p.integer(),
  },
});

@ObjectType()
export class Participation extends ParticipationSchema.class {
  @Field(() => String)
  declare role: string;
}
ParticipationSchema.setClass(Participation);

const RequirementSchema = defineEntity({
  name: "Requirement",
  tableName: "requirement",
  properties: {
    id: p.integer().primary(),
    program: () => p.manyToOne(Program).ref(),
    position: p.integer(),
    role: p.text(),
    basis: p.text().nullable(),
    text: p.text(),
    note: p.text().nullable(),
  },
});

@ObjectType()
export class Requirement extends RequirementSchema.class {
  @Field(() => String)
  declare role: string;
  @Field(() => String, { nullable: true })
  declare basis: string | null | undefined;
  @Field(() => String)
  declare text: string;
  @Field(() => String, { nullable: true })
  declare note: string | null | undefined;
}
RequirementSchema.setClass(Requirement);

export const ENTITIES = [Agency, Program, ProgramTag, Participation, Requirement];
