import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { pagedCost } from "../../graph/complexity.js";
import { ForwardPageArgs, pageRequest, shownAs } from "../../graph/connection.js";
import type { GraphContext } from "../../graph/context.js";
import { needSlug } from "../program-search.js";
import { Catalog } from "../view/agency.types.js";
import {
  type HarvestView,
  presentFreshness,
  presentHarvest,
  presentHealth,
  presentInboxItem,
  presentRecord,
  presentSource,
  type SourceView,
} from "./present-source.js";
import {
  HarvestRecordConnection,
  HarvestSourceInput,
  JoinItemInput,
  QuarantinedItemConnection,
  SourceItemInput,
} from "./quarantine.types.js";
import type { SourceReader } from "./source.reader.js";
import type { SourceService } from "./source.service.js";
import { CatalogSource, Harvest, HarvestConnection, SourceFreshness, SourceHealth } from "./source.types.js";
import type { SourceRow } from "./source-store.js";
import { FRESHNESS, freshnessOf, HEALTH, healthOf, worst } from "./standing.js";

const INPUT = { description: "Lo que se pide. What is asked for." } as const;
const OF_SOURCE = { description: "Clave de la fuente. Key of the source." } as const;

@Resolver(() => CatalogSource)
export class SourceResolver {
  constructor(
    private readonly reader: SourceReader,
    private readonly service: SourceService,
  ) {}

  @Query(() => [CatalogSource], {
    complexity: ({ childComplexity }) => 10 + 10 * childComplexity,
    description:
      "Las fuentes que se reúnen, hasta 1,000, con qué tan reciente es cada una. The sources that are gathered, up to 1,000, with how recent each of them is.",
  })
  async sources(@Ctx() context: GraphContext) {
    return presentAll(this.reader, await this.reader.all(context), context);
  }

  @Query(() => HarvestConnection, {
    complexity: pagedCost,
    description: "Las lecturas de una fuente, la última primero. The readings of a source, the last first.",
  })
  async harvests(
    @Arg("source", () => ID, OF_SOURCE) source: string,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() context: GraphContext,
  ) {
    const found = await this.reader.harvests(context, needSlug(source, "source"), pageRequest(page));
    return shownAs(found, (row) => presentHarvest(row, context));
  }

  @Query(() => QuarantinedItemConnection, {
    complexity: pagedCost,
    description:
      "Lo que trae una fuente de su dependencia y no entra al catálogo, con qué hacer. What a source of your agency brings that does not get into the catalog, with what to do.",
  })
  async quarantine(
    @Arg("source", () => ID, OF_SOURCE) source: string,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() context: GraphContext,
  ) {
    const found = await this.reader.inbox(context, needSlug(source, "source"), pageRequest(page));
    return shownAs(found, (row) => presentInboxItem(row, context));
  }

  @FieldResolver(() => Harvest, {
    nullable: true,
    description: "La última lectura que terminó. The last reading that ended.",
  })
  async lastHarvest(@Root() { key }: SourceView, @Ctx() context: GraphContext) {
    const last = await this.reader.lastHarvest(context).load(key);
    return last === null ? null : presentHarvest(last, context);
  }

  @Mutation(() => Harvest, {
    description:
      "Pide leer ahora una fuente de su dependencia; empieza en segundos. Asks that a source of your agency be read now; it begins within seconds.",
  })
  async harvestSource(
    @Arg("input", () => HarvestSourceInput, INPUT) input: HarvestSourceInput,
    @Ctx() context: GraphContext,
  ) {
    return this.#asked(context, await this.service.harvest(context, input));
  }

  @Mutation(() => Harvest, {
    description: "Pide intentar otra vez con uno solo. Asks that one item be tried again.",
  })
  async retryItem(@Arg("input", () => SourceItemInput, INPUT) input: SourceItemInput, @Ctx() context: GraphContext) {
    return this.#asked(context, await this.service.retry(context, input));
  }

  @Mutation(() => Harvest, {
    description:
      "Dice que algo que trae una fuente es un programa que ya está. Says that something a source brings is a program that is there already.",
  })
  async joinItem(@Arg("input", () => JoinItemInput, INPUT) input: JoinItemInput, @Ctx() context: GraphContext) {
    return this.#asked(context, await this.service.join(context, input));
  }

  @Mutation(() => Harvest, {
    description:
      "Dice que algo que trae una fuente no es el programa por el que se tomó. Says that something a source brings is not the program it was taken for.",
  })
  async separateItem(@Arg("input", () => SourceItemInput, INPUT) input: SourceItemInput, @Ctx() context: GraphContext) {
    return this.#asked(context, await this.service.separate(context, input));
  }

  async #asked(context: GraphContext, id: string) {
    const row = await this.reader.harvest(id);
    if (row === null) throw new Error("a harvest that was asked for is there");
    return presentHarvest(row, context);
  }
}

@Resolver(() => Harvest)
export class HarvestResolver {
  constructor(private readonly reader: SourceReader) {}

  @FieldResolver(() => HarvestRecordConnection, {
    complexity: pagedCost,
    description:
      "Qué se hizo de cada programa de la fuente, para quien la cuida; de las 50 últimas lecturas. What was made of each program of the source, for who looks after it; of the last 50 readings.",
  })
  async records(
    @Root() { row }: HarvestView,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() context: GraphContext,
  ) {
    const found = await this.reader.records(context, row, pageRequest(page));
    return shownAs(found, (record) => presentRecord(record, context.language));
  }
}

/** What sources add to every catalog. */
@Resolver(() => Catalog)
export class CatalogSourcesResolver {
  constructor(private readonly reader: SourceReader) {}

  @FieldResolver(() => [CatalogSource], {
    complexity: ({ childComplexity }) => 10 + 3 * childComplexity,
    description:
      "Las fuentes de donde viene; ninguna si se cuida a mano. The sources it comes from; none if it is kept by hand.",
  })
  async sources(@Root() { slug }: Catalog, @Ctx() context: GraphContext) {
    return presentAll(this.reader, await this.#of(context, slug), context);
  }

  @FieldResolver(() => SourceFreshness, {
    nullable: true,
    description:
      "Qué tan reciente es su fuente menos reciente; nulo si se cuida a mano. How recent its least recent source is; null if kept by hand.",
  })
  async freshness(@Root() { slug }: Catalog, @Ctx() context: GraphContext) {
    const rows = await this.#of(context, slug);
    const state = worst(
      FRESHNESS,
      rows.map((row) => freshnessOf(row, context.now)),
    );
    const row = rows.find((one) => freshnessOf(one, context.now) === state);
    return state === null || row === undefined ? null : presentFreshness(row, state, context);
  }

  @FieldResolver(() => SourceHealth, {
    nullable: true,
    description:
      "Cómo está la fuente que peor está; nulo si se cuida a mano. How its worst source is doing; null if kept by hand.",
  })
  async health(@Root() { slug }: Catalog, @Ctx() context: GraphContext) {
    const rows = await this.#of(context, slug);
    const last = await Promise.all(rows.map(({ key }) => this.reader.lastHarvest(context).load(key)));
    const states = rows.map((row, index) => healthOf(row, last[index] ?? null));
    const state = worst(HEALTH, states);
    const row = rows.find((_, index) => states[index] === state);
    return state === null || row === undefined ? null : presentHealth(row.failures, state, context);
  }

  async #of(context: GraphContext, catalog: string): Promise<readonly SourceRow[]> {
    return (await this.reader.all(context)).filter(({ settings, active }) => active && settings.catalog === catalog);
  }
}

async function presentAll(reader: SourceReader, rows: readonly SourceRow[], context: GraphContext) {
  const last = await Promise.all(rows.map(({ key }) => reader.lastHarvest(context).load(key)));
  return rows.map((row, index) => presentSource(row, last[index] ?? null, context));
}
