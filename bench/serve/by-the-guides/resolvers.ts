import type { EntityManager } from "@mikro-orm/postgresql";
import DataLoader from "dataloader";
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { Agency, Participation, Program, Requirement } from "./entities.js";

/** Made anew for each request. */
export interface Context {
  readonly em: EntityManager;
  /** Programs of an agency, so many at most. */
  readonly programsOf: (first: number) => DataLoader<string, readonly Program[]>;
}

export function createContext(em: EntityManager): Context {
  const loaders = new Map<number, DataLoader<string, readonly Program[]>>();
  const programsOf = (first: number) => {
    const loader = loaders.get(first) ?? new DataLoader((ids: readonly string[]) => siblings(em, ids, first));
    loaders.set(first, loader);
    return loader;
  };
  return { em, programsOf };
}

/** The guides would load every program of each agency; this asks which are first before it loads any. */
async function siblings(em: EntityManager, agencies: readonly string[], first: number): Promise<Program[][]> {
  const found = await em.execute<{ agency: string; id: string }[]>(
    `select agency.id as agency, found.id from unnest(?::uuid[]) as agency(id), lateral (
       select id from program where id in (select program_id from program_agency where agency_id = agency.id)
        order by name, id limit ?) as found`,
    [`{${agencies.join(",")}}`, first],
  );
  const programs = await em.find(Program, { id: { $in: [...new Set(found.map(({ id }) => id))] } });
  const byId = new Map(programs.map((program) => [program.id, program]));
  const byAgency = Map.groupBy(found, ({ agency }) => agency);
  return agencies.map((agency) => (byAgency.get(agency) ?? []).map(({ id }) => byId.get(id) as Program));
}

@Resolver(() => Program)
export class ProgramResolver {
  @Query(() => [Program])
  programs(
    @Arg("first", () => Int) first: number,
    @Arg("state", () => String, { nullable: true }) state: string | undefined,
    @Ctx() { em }: Context,
  ): Promise<Program[]> {
    return em.find(Program, state === undefined ? {} : { state }, {
      orderBy: { name: "asc", id: "asc" },
      limit: first,
    });
  }

  @Query(() => Program, { nullable: true })
  program(@Arg("slug", () => ID) slug: string, @Ctx() { em }: Context): Promise<Program | null> {
    return em.findOne(Program, { slug });
  }

  @FieldResolver(() => [String])
  async tags(@Root() program: Program): Promise<string[]> {
    return (await program.tags.loadItems()).map(({ tag }) => tag);
  }

  @FieldResolver(() => [Participation])
  agencies(@Root() program: Program): Promise<Participation[]> {
    return program.agencies.loadItems();
  }

  @FieldResolver(() => [Requirement])
  requirements(@Root() program: Program): Promise<Requirement[]> {
    return program.requirements.loadItems();
  }
}

@Resolver(() => Participation)
export class ParticipationResolver {
  @FieldResolver(() => Agency)
  async agency(@Root() participation: Participation): Promise<Agency> {
    return participation.agency.loadOrFail();
  }
}

@Resolver(() => Agency)
export class AgencyResolver {
  @FieldResolver(() => [Program])
  programs(@Root() agency: Agency, @Arg("first", () => Int) first: number, @Ctx() { programsOf }: Context) {
    return programsOf(first).load(agency.id);
  }
}
