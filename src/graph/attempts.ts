import type { Database } from "../platform/database.js";
import { errorName } from "../platform/error-name.js";
import { addNote } from "../platform/ledger/add-entry.js";
import type { Log } from "../platform/log.js";
import { CommandDenied, isKey } from "./commands.js";
import type { GraphContext } from "./context.js";
import { type ErrorCode, Refusal } from "./errors.js";
import { claimsOf } from "./identity/caller.js";
import { parseGlobalId } from "./node.js";

/** What was tried, as the ledger names it. */
export interface Attempt {
  readonly operation: string;
  readonly input: object;
  /** What the attempt ended in. */
  readonly error: unknown;
}

/** A thing that a command is about. */
interface Thing {
  readonly type: string;
  readonly key: string;
}

const NO_THING: Thing = { type: "Command", key: "none" };

/**
 * Enters in the ledger what was refused for who asks, and not for how or when it was asked: the operation, who, the thing and the code,
 * and nothing else of the input. Whether there is such a thing makes no difference. The refusal stands whatever becomes of the entry.
 */
export class Attempts {
  constructor(
    private readonly needs: {
      readonly database: Database;
      readonly log: Log;
    },
  ) {}

  /** In a transaction of its own: that of the command is undone. */
  async note({ caller, now }: GraphContext, { operation, input, error }: Attempt): Promise<void> {
    const denied = deniedIn(error, input);
    if (denied === undefined || caller.role === "anonymous") return;
    const { subject: actor, role, agency } = caller;
    const about = { objectType: denied.thing.type, objectId: denied.thing.key, objectVersion: 0, rules: null };
    const what = { action: `refused:${operation}`, from: null, to: denied.code, details: {}, at: now };
    try {
      await this.needs.database.as(claimsOf(caller), (tx) => addNote(tx, { actor, role, agency, ...about, ...what }));
    } catch (failed) {
      this.needs.log.warn(
        { operation, error: errorName(failed) },
        "a denied attempt could not be entered in the ledger",
      );
    }
  }
}

/** What a refusal for who asks is of; undefined for any other. */
function deniedIn(error: unknown, input: object): { readonly code: string; readonly thing: Thing } | undefined {
  if (error instanceof CommandDenied) return { code: error.code, thing: thingsIn(input)[0] ?? NO_THING };
  if (!(error instanceof Refusal)) return undefined;
  const thing = THING_DENIED[error.code]?.(input, String(error.extensions.field));
  return thing && { code: error.code, thing };
}

/**
 * The codes of refusals for who asks, and what they are of. Of what is not there or not theirs only ids that could be of such a thing
 * count: any other is a slip.
 */
const THING_DENIED: Partial<Record<ErrorCode, (input: object, field: string) => Thing | undefined>> = {
  FORBIDDEN: (input) => thingsIn(input)[0] ?? NO_THING,
  NOT_FOUND: (input, field) => thingsIn(input).find(({ at }) => field === `input.${at}`),
};

/** The things that the fields of an input name by well-formed ids: `applicationId` names an Application. */
function thingsIn(input: object): readonly (Thing & { readonly at: string })[] {
  return Object.entries(input).flatMap(([at, value]) => {
    const found = typeof value === "string" ? parseGlobalId(value) : undefined;
    const named = found !== undefined && at === `${found.type.charAt(0).toLowerCase()}${found.type.slice(1)}Id`;
    return named && isKey(found.key) ? [{ ...found, at }] : [];
  });
}
