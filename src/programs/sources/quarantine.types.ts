import { Field, ID, InputType, ObjectType } from "type-graphql";
import { CommandInput } from "../../graph/commands.js";
import { type Concept, published } from "../../graph/concept.js";
import { connectionOf, edgeOf } from "../../graph/connection.js";
import { DateTimeScalar, JsonScalar } from "../../graph/scalars.js";
import { REASONS } from "./harvest/reasons.js";
import { ITEM_STATES, RECORDS } from "./harvest/vocabulary.js";

export const ItemStates = published(
  "SourceItemState",
  ITEM_STATES,
  "Cómo está lo que trae una fuente.",
  "How what a source brings stands.",
);
const Reasons = published(
  "QuarantineReasonKind",
  REASONS,
  "Por qué algo no entra al catálogo.",
  "Why something does not get into the catalog.",
);

@ObjectType({
  simpleResolvers: true,
  description: "Por qué algo no entra, y qué hacer. Why something does not get in, and what to do.",
})
export class QuarantineReason {
  @Field(() => Reasons.concept, { description: "Qué es, en general. What it is, in general." })
  kind!: Concept;

  @Field(() => [String], { description: "Dónde está en el perfil. Where in the profile it is." })
  path!: readonly string[];

  @Field(() => String, { description: "Qué pasa. What is the matter." })
  message!: string;

  @Field(() => String, { description: "Qué puede hacerse. What can be done." })
  advice!: string;

  @Field(() => ID, {
    nullable: true,
    description: "El programa al que se parece o que lleva su clave. The program it is like, or that has its key.",
  })
  programSlug!: string | null;
}

const Records = published("HarvestRecordKind", RECORDS, "Qué se hizo de algo.", "What was made of something.");

@ObjectType({
  simpleResolvers: true,
  description:
    "Lo que una lectura hizo de algo que trae la fuente. What a reading made of something the source brings.",
})
export class HarvestRecord {
  @Field(() => ID, { description: "Cómo lo llama la fuente. What the source calls it." })
  itemId!: string;

  @Field(() => Records.concept, { description: "Qué se hizo. What was made of it." })
  what!: Concept;

  @Field(() => ID, { nullable: true, description: "Su programa (slug). Its program (slug)." })
  programSlug!: string | null;

  @Field(() => [QuarantineReason], { description: "Por qué no entró, si no entró. Why it did not get in, if so." })
  reasons!: readonly QuarantineReason[];
}

@ObjectType({ simpleResolvers: true, description: "Uno en la lista. One in the list." })
export class HarvestRecordEdge extends edgeOf(() => HarvestRecord) {}

@ObjectType({ simpleResolvers: true, description: "Una página de ellos. A page of them." })
export class HarvestRecordConnection extends connectionOf(() => HarvestRecord, HarvestRecordEdge) {}

@ObjectType({
  simpleResolvers: true,
  description:
    "Algo que trae una fuente y que espera a una persona. Something a source brings that waits for a person.",
})
export class QuarantinedItem {
  @Field(() => ID, { description: "Clave de la fuente. Key of the source." })
  sourceKey!: string;

  @Field(() => ID, { description: "Cómo lo llama la fuente. What the source calls it." })
  itemId!: string;

  @Field(() => ItemStates.concept, { description: "Cómo está. How it stands." })
  state!: Concept;

  @Field(() => ID, {
    nullable: true,
    description: "Su programa, si ya tiene uno: sigue como estaba. Its program, if it has one: that stays as it was.",
  })
  programSlug!: string | null;

  @Field(() => [QuarantineReason], { description: "Por qué. Why." })
  reasons!: readonly QuarantineReason[];

  @Field(() => JsonScalar, {
    nullable: true,
    description: "El perfil que saldría de ello. The profile that would come of it.",
  })
  document!: object | null;

  @Field(() => DateTimeScalar, { description: "Desde cuándo lo trae así. Since when it has been like this." })
  since!: string;
}

@ObjectType({ simpleResolvers: true, description: "Uno en la lista. One in the list." })
export class QuarantinedItemEdge extends edgeOf(() => QuarantinedItem) {}

@ObjectType({ simpleResolvers: true, description: "Una página de ellos. A page of them." })
export class QuarantinedItemConnection extends connectionOf(() => QuarantinedItem, QuarantinedItemEdge) {}

@InputType({ description: "Una fuente que se lee ahora. A source to be read now." })
export class HarvestSourceInput extends CommandInput {
  @Field(() => ID, { description: "Clave de la fuente. Key of the source." })
  source!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Ensayo: dice qué pasaría y no cambia nada. Trial: says what would happen and changes nothing.",
  })
  trial!: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "Acepta que la fuente haya perdido muchos programas; solo quien aprueba. Accepts that the source lost many programs; approvers only.",
  })
  allowLoss!: boolean;
}

@InputType({ description: "Algo que trae una fuente. Something a source brings." })
export class SourceItemInput extends CommandInput {
  @Field(() => ID, { description: "Clave de la fuente. Key of the source." })
  source!: string;

  @Field(() => ID, { description: "Cómo lo llama la fuente. What the source calls it." })
  itemId!: string;
}

@InputType({
  description: "Algo que trae una fuente, y qué programa es. Something a source brings, and which program it is.",
})
export class JoinItemInput extends SourceItemInput {
  @Field(() => ID, { description: "El programa (slug). The program (slug)." })
  program!: string;
}
