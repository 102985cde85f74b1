import { v7 as newId } from "uuid";
import { CommandRefused, type Commands, forbidden, needKey, notFound } from "../graph/commands.js";
import { type PageRequest, shownAs } from "../graph/connection.js";
import { type GraphContext, todayIn } from "../graph/context.js";
import type { Cursors } from "../graph/cursor.js";
import { type Caller, claimsOf } from "../graph/identity/caller.js";
import { instant } from "../graph/instant.js";
import { type KeyedList, readKeyedList } from "../graph/keyed-list.js";
import { globalId } from "../graph/node.js";
import { digestOf } from "../platform/canonical-json.js";
import type { Database, Transaction } from "../platform/database.js";
import type { FieldCipher } from "../platform/field-cipher.js";
import { Bindings } from "../platform/sql.js";
import { type BusinessFactRow, BusinessFactSchema, type BusinessRow, BusinessSchema } from "./entities.js";
import type { RegisterBusinessInput, UpdateBusinessInput } from "./inputs.js";
import type { KeptFact, Profiles } from "./ports.js";
import { proveFacts } from "./prove-facts.js";
import { needEmail, needForgettable, needName, SEALED_COLUMNS, type SealedColumn } from "./read-input.js";
import { openFact, sealFact } from "./sealed-fact.js";
import { type Standing, standingOf } from "./standing.js";
import type { MandateScope } from "./vocabulary.js";

export interface BusinessNeeds {
  readonly database: Database;
  readonly commands: Commands;
  readonly cursors: Cursors;
  readonly cipher: FieldCipher;
  readonly profiles: Profiles;
  /** False only in tests that show that row-level security alone holds. */
  readonly guarded: boolean;
}

/** A firm as its own people see it. */
export interface BusinessView {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly rfc: string | null;
  readonly curp: string | null;
  readonly email: string | null;
  readonly version: number;
  readonly createdAt: string;
  readonly owned: boolean;
}

/** What a firm told, ready for whoever judges or files it. */
export interface ToldProfile {
  readonly name: string;
  readonly rfc: string | null;
  readonly curp: string | null;
  readonly facts: readonly KeptFact[];
}

/** The firms of a caller: registered, kept up to date, read. */
export class BusinessService {
  constructor(private readonly needs: BusinessNeeds) {}

  register(context: GraphContext, input: RegisterBusinessInput) {
    return this.needs.commands.run(context, "registerBusiness", input, async (tx) => {
      const id = newId();
      const business = tx.em.create(BusinessSchema, {
        id,
        owner: context.caller.subject,
        name: needName(input.name),
        version: 1,
        createdAt: context.now,
      });
      await this.#tell(tx, context, business, input);
      return { businessId: id };
    });
  }

  update(context: GraphContext, input: UpdateBusinessInput) {
    return this.needs.commands.run(context, "updateBusiness", input, async (tx) => {
      const business = await this.need(tx, context, input.businessId, "profile", "for update");
      if (business.version !== input.version) {
        throw new CommandRefused("BusinessVersionStale", STALE, { businessId: business.id });
      }
      if (input.name !== undefined && input.name !== null) business.name = needName(input.name);
      business.version += 1;
      await this.#forget(tx, business, input.forget ?? []);
      await this.#tell(tx, context, business, input);
      await proveFacts(tx, business, input.evidence ?? []);
      return { businessId: business.id };
    });
  }

  async byId(context: GraphContext, id: string): Promise<BusinessView | null> {
    return this.#read(context, async (tx) => {
      const business = await this.find(tx, context, needKey("Business", id, "id"), "read");
      return business === undefined ? null : this.#view(business, context.caller);
    });
  }

  async byKeys(context: GraphContext, keys: readonly string[]): Promise<readonly (BusinessView | null)[]> {
    return this.#read(context, async (tx) => {
      const seen = await tx.query<{ id: string }>(
        `select id from business where id = any($1::uuid[]) and suppressed_at is null ${this.needs.guarded ? "and acts_for(id, 'read')" : ""}`,
        [keys],
      );
      const rows = await tx.em.find(BusinessSchema, { id: seen.map(({ id }) => id) });
      const views = new Map(rows.map((row) => [row.id, this.#view(row, context.caller)]));
      return keys.map((key) => views.get(key) ?? null);
    });
  }

  /** One page of the firms that the caller may see, by name. */
  async list(context: GraphContext, page: PageRequest) {
    const found = await this.#read(context, (tx) => {
      const sql = new Bindings();
      const who = sql.bind(context.caller.subject, "text");
      const list: KeyedList = {
        question: digestOf(["businesses by name", claimsOf(context.caller)]),
        found: `select id, name as key from business where suppressed_at is null and owner = ${who}
                union
                select id, name from business where suppressed_at is null and id = any(array(
                  select business_id from mandate
                   where holder = ${who} and revoked_at is null and expires_on >= ${sql.bind(todayIn(context.now), "date")}))`,
        sql,
        keyType: "text",
      };
      return readKeyedList(tx, this.needs.cursors, list, page, (ids) => tx.em.find(BusinessSchema, { id: ids }));
    });
    return shownAs(found, (row) => this.#view(row, context.caller));
  }

  /** The facts of several firms, each with when and by whom it was told. */
  async facts(context: GraphContext, keys: readonly string[]) {
    const rows = await this.#read(context, (tx) =>
      tx.em.find(BusinessFactSchema, { businessId: [...keys] }, { orderBy: { fact: "asc" } }),
    );
    const byBusiness = Map.groupBy(rows, ({ businessId }) => businessId);
    return keys.map((key) => (byBusiness.get(key) ?? []).map((row) => this.#fact(row)));
  }

  /** What the caller may do for a firm: everything, some things by mandate, or nothing, also where there is none. */
  async standing(tx: Transaction, context: GraphContext, businessKey: string): Promise<Standing> {
    const business = await tx.em.findOne(BusinessSchema, { id: businessKey, suppressedAt: null });
    if (business === null) return "none";
    return this.needs.guarded ? standingOf(tx, context, business) : "all";
  }

  /** What firms told, each for applications of its own; null for those the store does not show. Whether the caller may is asked before. */
  async told(
    tx: Transaction,
    context: GraphContext,
    keys: readonly string[],
  ): Promise<readonly (ToldProfile | null)[]> {
    const businesses = await tx.em.find(BusinessSchema, { id: [...keys] });
    const rows = await tx.em.find(BusinessFactSchema, { businessId: [...keys] });
    const byKey = new Map(businesses.map((row) => [row.id, this.#view(row, context.caller)]));
    const facts = Map.groupBy(rows, ({ businessId }) => businessId);
    return keys.map((key) => {
      const view = byKey.get(key);
      if (view === undefined) return null;
      const { name, rfc, curp } = view;
      return { name, rfc, curp, facts: (facts.get(key) ?? []).map((row) => this.#fact(row).told) };
    });
  }

  /** A firm that the caller may act for in this; the same refusal for one that is not there and one that is somebody else's. */
  async need(
    tx: Transaction,
    context: GraphContext,
    id: string,
    scope: MandateScope,
    lock: "for update" | undefined = undefined,
  ): Promise<BusinessRow> {
    const key = needKey("Business", id, "input.businessId");
    if (lock !== undefined) await tx.query("select from business where id = $1 for update", [key]);
    const business = await this.find(tx, context, key, scope);
    if (business === undefined) throw notFound("input.businessId");
    return business;
  }

  /** The same, undefined where there is nothing for the caller to see. */
  async find(
    tx: Transaction,
    context: GraphContext,
    key: string,
    scope: MandateScope,
  ): Promise<BusinessRow | undefined> {
    const business = await tx.em.findOne(BusinessSchema, { id: key, suppressedAt: null });
    if (business === null) return undefined;
    if (!this.needs.guarded) return business;
    const standing = await standingOf(tx, context, business);
    if (standing === "none") return undefined;
    if (standing === "all" || scope === "read" || standing.has(scope)) return business;
    throw forbidden(NOT_IN_THE_MANDATE);
  }

  async #forget(tx: Transaction, business: BusinessRow, keys: readonly string[]): Promise<void> {
    const facts = needForgettable(keys, this.needs.profiles);
    if (keys.includes("rfc")) business.rfcIndex = null;
    for (const column of SEALED_COLUMNS) if (keys.includes(column)) business[column] = null;
    if (facts.length === 0) return;
    await tx.query("delete from business_fact where business_id = $1 and fact = any($2::text[])", [business.id, facts]);
  }

  async #tell(
    tx: Transaction,
    context: GraphContext,
    business: BusinessRow,
    input: Pick<UpdateBusinessInput, "profile" | "email">,
  ): Promise<void> {
    const { cipher, profiles } = this.needs;
    const place = (column: string) => ({ table: "business", row: business.id, column });
    if (input.email !== undefined && input.email !== null) {
      business.email = cipher.seal(place("email"), needEmail(input.email));
    }
    const told = profiles.keep(input.profile ?? {}, todayIn(context.now));
    if (told.rfc !== undefined) {
      business.rfc = cipher.seal(place("rfc"), told.rfc);
      business.rfcIndex = cipher.blindIndex("rfc", told.rfc);
    }
    if (told.curp !== undefined) business.curp = cipher.seal(place("curp"), told.curp);
    await tx.em.flush();
    const rows = told.facts.map((fact) => ({
      fact: fact.fact,
      told: sealFact(cipher, business.id, fact).toString("hex"),
    }));
    await tx.query(
      `insert into business_fact (business_id, fact, told, stated_at, stated_by)
       select $1, fact, decode(told, 'hex'), $2, $3 from jsonb_to_recordset($4::jsonb) as t(fact text, told text)
       on conflict (business_id, fact) do update
         set told = excluded.told, stated_at = excluded.stated_at, stated_by = excluded.stated_by, document_id = null`,
      [business.id, context.now, context.caller.subject, JSON.stringify(rows)],
    );
  }

  #view(row: BusinessRow, { subject }: Caller): BusinessView {
    const open = (column: SealedColumn) => {
      const sealed = row[column];
      return sealed ? this.needs.cipher.open({ table: "business", row: row.id, column }, sealed) : null;
    };
    return {
      id: globalId("Business", row.id),
      key: row.id,
      name: row.name,
      rfc: open("rfc"),
      curp: open("curp"),
      email: open("email"),
      version: row.version,
      createdAt: instant(row.createdAt),
      owned: row.owner === subject,
    };
  }

  #fact(row: BusinessFactRow) {
    return {
      told: openFact(this.needs.cipher, row),
      statedAt: instant(row.statedAt),
      statedBy: row.statedBy,
      documentId: row.documentId ? globalId("Document", row.documentId) : null,
    };
  }

  #read<T>({ caller }: GraphContext, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.needs.database.as(claimsOf(caller), work);
  }
}

const STALE = {
  es: "La empresa cambió desde que usted la leyó; vea cómo está ahora y vuelva a intentarlo",
  en: "The firm changed since you read it; see how it is now and try again",
};
const NOT_IN_THE_MANDATE = {
  es: "Su mandato no alcanza para esto",
  en: "Your mandate does not reach this far",
};
