import { v7 as newId } from "uuid";
import { type Commands, isRefused, needKey, notFound } from "../../graph/commands.js";
import { type GraphContext, todayIn } from "../../graph/context.js";
import { badInput } from "../../graph/errors.js";
import { claimsOf } from "../../graph/identity/caller.js";
import type { Database, Transaction } from "../../platform/database.js";
import { addEntry } from "../../platform/ledger/add-entry.js";
import type { DelegatePublishingInput, RevokeDelegationInput } from "./delegation.types.js";

export interface DelegationRow {
  readonly id: string;
  readonly owner: string;
  readonly delegate: string;
  readonly until: string;
  readonly grantedAt: string;
  readonly revokedAt: string | null;
}

const COLUMNS = `id, owner, delegate, until::text, granted_at as "grantedAt", revoked_at as "revokedAt"`;
/** Most that are shown; an agency has a handful. */
const MOST = 100;

/** Leave that one agency gives another to publish its programs, until a day. */
export class DelegationService {
  constructor(
    private readonly needs: {
      readonly database: Database;
      readonly commands: Commands;
      readonly hasAgency: (slug: string) => Promise<boolean>;
      /** False only in tests that show that row-level security alone holds. */
      readonly guarded: boolean;
    },
  ) {}

  /** Those that the caller's agency gave or was given, or all for who audits: the gateway's own check, above row-level security. */
  list({ caller }: GraphContext): Promise<readonly DelegationRow[]> {
    const all = !this.needs.guarded || caller.role === "auditor";
    return this.needs.database.as(claimsOf(caller), (tx) =>
      tx.query<DelegationRow>(
        `select ${COLUMNS} from publishing_delegation where $1 or owner = $2 or delegate = $2 order by id desc limit ${MOST}`,
        [all, caller.agency],
      ),
    );
  }

  async grant(context: GraphContext, input: DelegatePublishingInput) {
    const { caller, now } = context;
    if (!(await this.needs.hasAgency(input.to)) || input.to === caller.agency) throw notFound("input.to");
    if (input.until < todayIn(now))
      throw badInput("input.until", { es: "ya pasó", en: "has passed" }, { from: todayIn(now) });
    const id = newId();
    return this.#run(context, "delegatePublishing", input, async (tx) => {
      await tx.query(
        `insert into publishing_delegation (id, owner, delegate, until, granted_by, granted_at) values ($1, $2, $3, $4, $5, $6)`,
        [id, caller.agency, input.to, input.until, caller.subject, now],
      );
      await this.#enter(tx, context, "delegate_publishing", id, input.to);
      return id;
    });
  }

  revoke(context: GraphContext, input: RevokeDelegationInput) {
    const id = needKey("Delegation", input.delegationId, "input.delegationId");
    return this.#run(context, "revokeDelegation", input, async (tx) => {
      const rows = await tx.query(
        "update publishing_delegation set revoked_at = coalesce(revoked_at, $2) where id = $1 and owner = $3 returning id",
        [id, context.now, context.caller.agency],
      );
      if (rows.length === 0) throw notFound("input.delegationId");
      await this.#enter(tx, context, "revoke_delegation", id, "revoked");
      return id;
    });
  }

  async #run(
    context: GraphContext,
    operation: string,
    input: { readonly clientMutationId: string },
    work: (tx: Transaction) => Promise<string>,
  ): Promise<DelegationRow> {
    const answer = await this.needs.commands.run(context, operation, input, async (tx) => ({ id: await work(tx) }));
    if (isRefused(answer)) throw new Error("a delegation is never refused this way");
    const [row] = await this.needs.database.as(claimsOf(context.caller), (tx) =>
      tx.query<DelegationRow>(`select ${COLUMNS} from publishing_delegation where id = $1`, [answer.id]),
    );
    if (row === undefined) throw notFound("input.delegationId");
    return row;
  }

  #enter(tx: Transaction, { caller, now }: GraphContext, action: string, objectId: string, to: string): Promise<void> {
    const { subject: actor, role, agency } = caller;
    return addEntry(tx, {
      actor,
      role,
      agency,
      action,
      objectType: "Delegation",
      objectId,
      from: null,
      to,
      objectVersion: 0,
      rules: null,
      details: {},
      at: now,
    });
  }
}
