import type { Commands, RefusalAnswer } from "../graph/commands.js";
import { isRefused, notFound } from "../graph/commands.js";
import { connection, type PageRequest } from "../graph/connection.js";
import type { GraphContext } from "../graph/context.js";
import type { Cursors } from "../graph/cursor.js";
import { badInput } from "../graph/errors.js";
import { hashSecret, makeApiKey, writeApiKey } from "../graph/identity/api-key.js";
import { claimsOf } from "../graph/identity/caller.js";
import { needText } from "../graph/text-input.js";
import { digestOf } from "../platform/canonical-json.js";
import type { Database, Transaction } from "../platform/database.js";
import type { ApiKey, CreateApiKeyInput, RevokeApiKeyInput } from "./access.types.js";
import type { Agencies } from "./ports.js";

const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
const instant = (column: string, name: string) => `to_char(${column} at time zone 'UTC', ${INSTANT}) as "${name}"`;

/** A key as it is shown. */
const COLUMNS = [
  "id, agency, label",
  instant("created_at", "createdAt"),
  'created_by as "createdBy"',
  instant("expires_at", "expiresAt"),
  instant("revoked_at", "revokedAt"),
  'last_used_on::text as "lastUsedOn"',
].join(", ");
const LONGEST_LABEL = 100;

/** The keys of the systems of agencies: administrators make and revoke them, approvers see those of their own agency. */
export class ApiKeyService {
  constructor(
    private readonly needs: {
      readonly database: Database;
      readonly commands: Commands;
      readonly cursors: Cursors;
      readonly agencies: Agencies;
      /** False only in tests that show that row-level security alone holds. */
      readonly guarded: boolean;
    },
  ) {}

  /** One page of an agency's keys, the newest first. To an approver, another agency's are as if there were none such. */
  async list({ caller }: GraphContext, agency: string, page: PageRequest) {
    const { database, cursors, guarded } = this.needs;
    const own = caller.role === "agency_approver" && caller.agency === agency;
    if (guarded && caller.role !== "administrator" && !own) throw notFound("agency");
    const question = digestOf(["keys", agency, claimsOf(caller)]);
    const [createdAt = null, id = null] = page.cursor ? cursors.open(question, page.cursor, page.cursorField) : [];
    const [found, total] = await database.as(claimsOf(caller), async (tx) => {
      const rows = await tx.query<ApiKey>(
        `select ${COLUMNS} from api_key
          where agency = $1 and ($2::timestamptz is null or (created_at, id) < ($2, $3::text))
          order by created_at desc, id desc limit $4`,
        [agency, createdAt, id, page.size + 1],
      );
      const [all] = await tx.query<{ count: number }>("select count(*)::int as count from api_key where agency = $1", [
        agency,
      ]);
      return [rows, all?.count ?? 0];
    });
    const edges = found.slice(0, page.size).map((row) => ({
      cursor: cursors.seal(question, [row.createdAt, row.id]),
      node: row,
    }));
    return { ...connection(edges, found.length > page.size, page), totalCount: total };
  }

  /** Makes a key. The secret is in the answer of the first try alone: what is kept of it cannot be turned back. */
  async create(context: GraphContext, input: CreateApiKeyInput) {
    const label = needText("input.label", input.label, { max: LONGEST_LABEL });
    const expiresAt = needFuture(input.expiresAt, context.now);
    if (!(await this.needs.agencies.has(input.agency))) throw notFound("input.agency");
    let secret: string | null = null;
    const answer = await this.needs.commands.run(context, "createApiKey", input, async (tx) => {
      const key = makeApiKey();
      await tx.query(
        `insert into api_key (id, agency, label, secret_hash, created_at, created_by, expires_at)
          values ($1, $2, $3, $4, $5, $6, $7)`,
        [key.id, input.agency, label, hashSecret(key.secret), context.now, context.caller.subject, expiresAt],
      );
      secret = writeApiKey(key);
      return { id: key.id };
    });
    return { apiKey: await this.#made(context, answer), secret };
  }

  /** Revokes a key, at once and for good; one that is revoked already stays as it is. */
  async revoke(context: GraphContext, input: RevokeApiKeyInput) {
    const answer = await this.needs.commands.run(context, "revokeApiKey", input, (tx) =>
      revokeKey(tx, input.id, context),
    );
    return { apiKey: await this.#made(context, answer) };
  }

  async #made({ caller }: GraphContext, answer: RefusalAnswer | { readonly id: string }) {
    const id = isRefused(answer) ? undefined : answer.id;
    const [row] = await this.needs.database.as(claimsOf(caller), (tx) =>
      tx.query<ApiKey>(`select ${COLUMNS} from api_key where id = $1`, [id]),
    );
    if (row === undefined) throw notFound("input.id");
    return row;
  }
}

async function revokeKey(tx: Transaction, id: string, { now, caller }: GraphContext) {
  const [row] = await tx.query<{ id: string }>(
    `update api_key set revoked_at = coalesce(revoked_at, $2), revoked_by = coalesce(revoked_by, $3)
      where id = $1 returning id`,
    [id, now, caller.subject],
  );
  if (row === undefined) throw notFound("input.id");
  return row;
}

function needFuture(given: string | null | undefined, now: Date): Date | null {
  if (given == null) return null;
  const instant = new Date(given);
  // Also false for what is no instant at all.
  if (instant > now) return instant;
  throw badInput("input.expiresAt", { es: "debe ser un instante futuro", en: "must be an instant in the future" });
}
