import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { type Concept, published } from "../../graph/concept.js";
import { connectionOf, edgeOf } from "../../graph/connection.js";
import { DateTimeScalar } from "../../graph/scalars.js";
import { HARVEST_KINDS, HARVEST_OUTCOMES } from "./harvest/vocabulary.js";
import { FAILURES, TRUSTS, WIRES } from "./source.js";
import { FRESHNESS, HEALTH } from "./standing.js";

const Wires = published("SourceWire", WIRES, "Cómo está escrita una fuente.", "How a source is written.");
const Trusts = published("SourceTrust", TRUSTS, "Qué se hace con lo que trae.", "What is done with what it brings.");
const Freshnesses = published("Freshness", FRESHNESS, "Qué tan reciente es.", "How recent it is.");
const Healths = published("SourceHealthState", HEALTH, "Cómo está una fuente.", "How a source is doing.");
const Kinds = published("HarvestKind", HARVEST_KINDS, "Por qué se cosecha.", "Why there is a harvest.");
const Outcomes = published("HarvestOutcome", HARVEST_OUTCOMES, "En qué quedó.", "What became of it.");
export const HARVEST_FAILURES = {
  ...FAILURES,
  lost: { es: "La fuente perdió demasiados programas", en: "The source lost too many programs" },
  internal: { es: "Falló la ventanilla", en: "This window failed" },
} as const;
const Failures = published("HarvestFailureKind", HARVEST_FAILURES, "Por qué falló.", "Why it failed.");

@ObjectType({ simpleResolvers: true, description: "Qué tan reciente es lo que se sabe. How recent what is known is." })
export class SourceFreshness {
  @Field(() => Freshnesses.concept, { description: "En una palabra. In one word." })
  state!: Concept;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Última vez que se leyó completa. When it was last read to its end.",
  })
  checkedAt!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Última vez que dijo algo distinto. When it last said something else.",
  })
  changedAt!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "Minutos desde que se leyó completa. Minutes since it was read to its end.",
  })
  ageMinutes!: number | null;
}

@ObjectType({ simpleResolvers: true, description: "Por qué no se pudo leer. Why it could not be read." })
export class HarvestFailure {
  @Field(() => Failures.concept, { description: "En general. In general." })
  kind!: Concept;

  @Field(() => String, { description: "Dónde o cuánto, si se sabe; en inglés. Where or how much, if known." })
  detail!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "Cuántos programas, según lo que pasó con ellos. How many programs, by what became of them.",
})
export class HarvestCounts {
  @Field(() => Int, { description: "Nuevos. New." })
  created!: number;

  @Field(() => Int, { description: "Cambiados. Changed." })
  changed!: number;

  @Field(() => Int, { description: "Enviados a aprobación. Sent to be approved." })
  sentToReview!: number;

  @Field(() => Int, { description: "Sin cambios. Unchanged." })
  unchanged!: number;

  @Field(() => Int, { description: "Que otra fuente ya trae. That another source brings already." })
  joined!: number;

  @Field(() => Int, { description: "En cuarentena. In quarantine." })
  quarantined!: number;

  @Field(() => Int, { description: "Que la fuente ya no trae. That the source no longer has." })
  vanished!: number;

  @Field(() => Int, { description: "Retirados. Retired." })
  retired!: number;
}

@ObjectType({ simpleResolvers: true, description: "Una lectura de una fuente. One reading of a source." })
export class Harvest {
  @Field(() => ID, { description: "Identificador. Id." })
  id!: string;

  @Field(() => ID, { description: "Clave de la fuente. Key of the source." })
  sourceKey!: string;

  @Field(() => Kinds.concept, { description: "Por qué. Why." })
  kind!: Concept;

  @Field(() => Outcomes.concept, { description: "En qué quedó. What became of it." })
  outcome!: Concept;

  @Field(() => DateTimeScalar, { description: "Cuándo se pidió. When it was asked for." })
  askedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "Cuándo empezó. When it began." })
  startedAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Cuándo terminó. When it ended." })
  endedAt!: string | null;

  @Field(() => HarvestFailure, { nullable: true, description: "Por qué falló, si falló. Why it failed, if it did." })
  failure!: HarvestFailure | null;

  @Field(() => HarvestCounts, { description: "Cuántos programas. How many programs." })
  counts!: HarvestCounts;
}

@ObjectType({ simpleResolvers: true, description: "Una lectura en la lista. A reading in the list." })
export class HarvestEdge extends edgeOf(() => Harvest) {}

@ObjectType({ simpleResolvers: true, description: "Una página de lecturas. A page of readings." })
export class HarvestConnection extends connectionOf(() => Harvest, HarvestEdge) {}

@ObjectType({ simpleResolvers: true, description: "Cómo está una fuente. How a source is doing." })
export class SourceHealth {
  @Field(() => Healths.concept, { description: "En una palabra. In one word." })
  state!: Concept;

  @Field(() => Int, {
    description: "Cuántas veces seguidas no se pudo leer. How often in a row it could not be read.",
  })
  failuresInARow!: number;
}

@ObjectType("CatalogSource", {
  simpleResolvers: true,
  description:
    "Una fuente que otra institución publica y esta ventanilla reúne. A source that another institution publishes and this window gathers.",
})
export class CatalogSource {
  @Field(() => ID, { description: "Clave. Key." })
  key!: string;

  @Field(() => String, { description: "Nombre. Name." })
  name!: string;

  @Field(() => ID, { description: "Dependencia que responde por ella (slug). Agency that answers for it (slug)." })
  ownerSlug!: string;

  @Field(() => ID, { description: "Catálogo al que van sus programas (slug). Catalog its programs go to (slug)." })
  catalogSlug!: string;

  @Field(() => Wires.concept, { description: "Cómo está escrita. How it is written." })
  wire!: Concept;

  @Field(() => Trusts.concept, { description: "Qué se hace con lo que trae. What is done with what it brings." })
  trust!: Concept;

  @Field(() => Boolean, { description: "Si todavía se lee. Whether it is still read." })
  active!: boolean;

  @Field(() => Int, { description: "Cada cuántos minutos se lee. How many minutes lie between two readings." })
  everyMinutes!: number;

  @Field(() => Float, {
    description:
      "Mayor parte de sus programas, de 0 a 1, que puede perder de una vez sin que se detenga. Largest share of its programs, 0 to 1, that it may lose at once without being held.",
  })
  mostLost!: number;

  @Field(() => Int, {
    description:
      "Días tras los que se retira un programa que ya no trae. Days after which a program is retired that it no longer has.",
  })
  retireAfterDays!: number;

  @Field(() => SourceFreshness, { description: "Qué tan reciente es. How recent it is." })
  freshness!: SourceFreshness;

  @Field(() => SourceHealth, { description: "Cómo está. How it is doing." })
  health!: SourceHealth;
}
