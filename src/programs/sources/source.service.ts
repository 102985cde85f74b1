import { v7 as newId } from "uuid";
import { type Commands, forbidden, isRefused, notFound } from "../../graph/commands.js";
import type { GraphContext } from "../../graph/context.js";
import { badInput } from "../../graph/errors.js";
import type { Database, Transaction } from "../../platform/database.js";
import { addEntry } from "../../platform/ledger/add-entry.js";
import { needSlug } from "../program-search.js";
import { askForHarvest } from "./harvest/queue.js";
import { isItemId } from "./harvest/staging.js";
import type { HarvestKind } from "./harvest/vocabulary.js";
import type { HarvestSourceInput, JoinItemInput, SourceItemInput } from "./quarantine.types.js";
import type { SourceReader } from "./source.reader.js";

export interface SourceServiceNeeds {
  readonly database: Database;
  readonly commands: Commands;
  readonly reader: SourceReader;
  /** False only in tests that show that row-level security alone holds. */
  readonly guarded: boolean;
}

interface Item {
  readonly state: string;
  readonly slug: string | null;
  readonly candidate: string | null;
}

/** What people of the agency that owns a source can ask of it. Each gives the harvest that it asked for. */
export class SourceService {
  constructor(private readonly needs: SourceServiceNeeds) {}

  async harvest(context: GraphContext, input: HarvestSourceInput): Promise<string> {
    const { trial, allowLoss } = input;
    const mayAccept = ["agency_approver", "administrator"].includes(context.caller.role);
    return this.#run(context, "harvestSource", input, async (tx) => {
      if (allowLoss && !mayAccept) throw forbidden(APPROVERS_ONLY);
      return this.#ask(tx, context, input.source, trial ? "trial" : "asked", null, allowLoss);
    });
  }

  async retry(context: GraphContext, input: SourceItemInput): Promise<string> {
    return this.#run(context, "retryItem", input, async (tx) => {
      await this.#item(tx, input);
      return this.#ask(tx, context, input.source, "retry", input.itemId);
    });
  }

  /** Says that an item is a program that is there already. */
  async join(context: GraphContext, input: JoinItemInput): Promise<string> {
    const slug = needSlug(input.program, "input.program");
    const program = await this.#program(slug, input.source);
    return this.#run(context, "joinItem", input, async (tx) => {
      const { slug: mapped } = await this.#item(tx, input);
      if (mapped !== null) throw badInput("input.itemId", { es: "ya es un programa", en: "is a program already" });
      if (program === undefined) throw notFound("input.program");
      await tx.query(
        "update source_item set slug = $3, state = $4, pending = null, findings = '[]' where source = $1 and item_id = $2",
        [input.source, input.itemId, slug, program.mine ? "quarantined" : "joined"],
      );
      await tx.query(
        `insert into source_join (id, source, item_id, slug, score, evidence, joined_by, joined_at) values ($1, $2, $3, $4, 0, '{}', $5, $6)`,
        [newId(), input.source, input.itemId, slug, context.caller.subject, context.now],
      );
      await this.#enter(tx, context, "join_item", input, slug);
      return this.#ask(tx, context, input.source, "retry", input.itemId);
    });
  }

  /** Says that an item is not the program it was taken for, or might be; it is never taken for that one again. */
  async separate(context: GraphContext, input: SourceItemInput): Promise<string> {
    return this.#run(context, "separateItem", input, async (tx) => {
      const { slug, candidate } = await this.#item(tx, input);
      const other = slug ?? candidate;
      if (other === null)
        throw badInput("input.itemId", { es: "no se tomó por ningún programa", en: "was not taken for any program" });
      const { caller, now } = context;
      const parted = await tx.query(
        `update source_join set parted_by = $4, parted_at = $5
          where source = $1 and item_id = $2 and slug = $3 and parted_at is null returning id`,
        [input.source, input.itemId, other, caller.subject, now],
      );
      if (parted.length === 0 && slug !== null)
        throw badInput("input.itemId", { es: "es su propio programa", en: "is its own program" });
      if (parted.length === 0)
        await tx.query(
          `insert into source_join (id, source, item_id, slug, score, evidence, joined_by, joined_at, parted_by, parted_at)
           values ($1, $2, $3, $4, 0, '{}', $5, $6, $5, $6)`,
          [newId(), input.source, input.itemId, other, caller.subject, now],
        );
      await tx.query(
        "update source_item set slug = null, state = 'quarantined', findings = '[]' where source = $1 and item_id = $2",
        [input.source, input.itemId],
      );
      await this.#enter(tx, context, "separate_item", input, other);
      return this.#ask(tx, context, input.source, "retry", input.itemId);
    });
  }

  /** A program, which is public, and whether a source may write it: it is of the source's catalog, and no other feed's. */
  async #program(slug: string, source: string): Promise<{ readonly mine: boolean } | undefined> {
    const [program] = await this.needs.database.query<{ mine: boolean }>(
      `select v.document ->> 'catalog' = (select settings ->> 'catalog' from source where key = $2)
              and not exists (select from source_item i where i.slug = $1 and i.state <> 'joined') as mine
         from program p join program_version v on v.program_id = p.id and v.superseded_at is null and upper_inf(v.in_force)
        where p.slug = $1`,
      [slug, source],
    );
    return program;
  }

  /** An item as the caller may see it; row-level security shows those of its own agency's sources alone. */
  async #item(tx: Transaction, { source, itemId }: SourceItemInput): Promise<Item> {
    if (!isItemId(itemId)) throw notFound("input.itemId");
    const [item] = await tx.query<Item>(
      `select state, slug, findings -> 0 ->> 'slug' as candidate from source_item where source = $1 and item_id = $2 for update`,
      [source, itemId],
    );
    if (item === undefined) throw notFound("input.itemId");
    return item;
  }

  #ask(
    tx: Transaction,
    { caller, now }: GraphContext,
    source: string,
    kind: HarvestKind,
    itemId: string | null,
    allowLoss = false,
  ): Promise<string> {
    return askForHarvest(tx, { source, kind, itemId, allowLoss, askedBy: caller.subject }, now);
  }

  async #run(
    context: GraphContext,
    operation: string,
    input: { readonly clientMutationId: string; readonly source: string },
    work: (tx: Transaction) => Promise<string>,
  ): Promise<string> {
    const source = await this.needs.reader.one(context, needSlug(input.source, "input.source"));
    const { agency, role } = context.caller;
    const mine = role === "administrator" || source?.settings.owner === agency;
    const answer = await this.needs.commands.run(context, operation, input, async (tx) => {
      if (source === undefined || (this.needs.guarded && !mine)) throw notFound("input.source");
      if (!source.active) throw badInput("input.source", { es: "ya no se lee", en: "is no longer read" });
      return { id: await work(tx) };
    });
    if (isRefused(answer)) throw new Error("a harvest is never refused this way");
    return answer.id;
  }

  #enter(
    tx: Transaction,
    { caller, now }: GraphContext,
    action: string,
    { source, itemId }: SourceItemInput,
    to: string,
  ): Promise<void> {
    const { subject: actor, role, agency } = caller;
    return addEntry(tx, {
      actor,
      role,
      agency,
      action,
      objectType: "SourceItem",
      objectId: `${source}/${itemId}`,
      from: null,
      to,
      objectVersion: 0,
      rules: null,
      details: {},
      at: now,
    });
  }
}

const APPROVERS_ONLY = {
  es: "Solo quien aprueba acepta que una fuente pierda muchos programas",
  en: "Only an approver accepts that a source loses many programs",
};
