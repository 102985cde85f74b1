import "reflect-metadata";
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  Subscription,
} from "type-graphql";
import { type GraphContext, perRequest } from "../../src/graph/context.js";
import { badInput } from "../../src/graph/errors.js";
import { openTo } from "../../src/graph/identity/policy.js";
import { fromModule, type Module } from "../../src/graph/module.js";
import { changed } from "../../src/platform/bounded-queue.js";
import { GAP, type Signals } from "../../src/platform/signals.js";

@ObjectType()
export class Change {
  @Field(() => ID, { nullable: true })
  id!: string | null;

  /** Whether signals may have been missed. */
  @Field(() => Boolean)
  gap!: boolean;
}

@Resolver(() => Change)
export class ChangeResolver {
  readonly #loads = perRequest(() => ({ count: 0 }));

  @Query(() => String)
  ping(): string {
    return "pong";
  }

  @Mutation(() => String)
  poke(): string {
    return "poked";
  }

  @Subscription(() => Change, { subscribe: fromModule })
  changed(@Root() change: Change, @Arg("only", () => [ID], { nullable: true }) _only?: string[]): Change {
    return change;
  }

  @Subscription(() => Int, { subscribe: fromModule })
  counted(@Root() count: number, @Arg("size", () => Int, { nullable: true }) _size?: number): number {
    return count;
  }

  @Subscription(() => Int, { subscribe: fromModule })
  audited(@Root() count: number): number {
    return count;
  }

  @FieldResolver(() => String)
  readBy(@Ctx() { caller, language }: GraphContext): string {
    return `${caller.subject} ${language}`;
  }

  /** How often the loader of this request has been asked: 1 when it remembers nothing of other events. */
  @FieldResolver(() => Int)
  loads(@Ctx() context: GraphContext): number {
    this.#loads(context).count += 1;
    return this.#loads(context).count;
  }

  /** When this event was resolved. */
  @FieldResolver(() => String)
  at(@Ctx() { now }: GraphContext): string {
    return now.toISOString();
  }

  @FieldResolver(() => String, { nullable: true })
  detail(@Root() { id }: Change, @Arg("size", () => Int, { defaultValue: 1 }) size: number): string {
    if (id === "broken") throw new Error("connect to db-7.internal failed with password hunter2");
    if (id === "refused") throw badInput("id", { es: "no se puede", en: "cannot be" });
    return "x".repeat(size);
  }
}

export interface ToyEvents {
  readonly module: Module;
  /** Streams that listen now. */
  listening(): number;
}

/** A part of the graph whose subscriptions tell of signals on the channel "toys". */
export function createToyEvents(signals: Pick<Signals, "listen">): ToyEvents {
  let listening = 0;
  const subscriptions: Module["subscriptions"] = {
    changed({ only }: { only?: string[] }, { caller }: GraphContext) {
      if (caller.subject === "forbidden") throw badInput("only", { es: "no es suyo", en: "is not yours" });
      listening += 1;
      const events = changed(signals.listen("toys"), (signal) => {
        if (signal === GAP) return { id: null, gap: true };
        return only === undefined || only.includes(signal) ? { id: signal, gap: false } : undefined;
      });
      const end = events.return?.bind(events);
      let ended = false;
      events.return = async () => {
        if (!ended) listening -= 1;
        ended = true;
        return (await end?.()) ?? { done: true, value: undefined };
      };
      return events;
    },
    async *counted({ size = 3 }: { size?: number }) {
      for (let count = 1; count <= size; count++) yield count;
      if (size === 13) throw new Error("unlucky, at db-7.internal");
    },
    async *audited() {
      yield 1;
    },
  };
  const module: Module = {
    name: "toys",
    resolvers: [new ChangeResolver()],
    policy: {
      ...openTo("anyone", "Query", ["ping"]),
      ...openTo("anyone", "Mutation", ["poke"]),
      ...openTo("anyone", "Subscription", ["changed", "counted"]),
      ...openTo(["auditor"], "Subscription", ["audited"]),
    },
    references: {},
    subscriptions,
  };
  return { module, listening: () => listening };
}
