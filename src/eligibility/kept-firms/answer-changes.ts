import { digestOf } from "../../platform/canonical-json.js";
import type { Database, Transaction } from "../../platform/database.js";
import { compareForProfiles, decidingRules, type Rules } from "../impact/comparison/moves.js";
import type { Catalog, TellOfAnswers } from "../ports.js";
import { factsNeeded } from "./facts-needed.js";
import { type KeptFirms, NO_FIRMS } from "./kept-firms.js";

/** An edition that follows another. */
export interface NextEdition {
  readonly programKey: string;
  readonly versionId: string;
  /** Null for a program's first: there was no answer that could change. */
  readonly previousVersionId: string | null;
  readonly inForceFrom: string;
  readonly at: Date;
}

/** An edition whose firms are not all told yet. */
interface RuleChange {
  readonly programKey: string;
  readonly versionId: string;
  readonly previousVersionId: string;
  readonly inForceFrom: string;
  readonly publishedAt: Date;
}

/** Batches of one run, some seconds' worth: a gateway that stops waits for no more. */
const MOST_BATCHES = 50;

export interface AnswerChangesNeeds {
  readonly database: Database;
  readonly catalog: Pick<Catalog, "versions">;
  readonly firms: KeptFirms;
  readonly tell: TellOfAnswers;
  /** Whether what was told last is still on its way: then the next firms wait. */
  readonly busy: () => Promise<boolean>;
}

/**
 * Tells the firms that asked for it by the time an edition was published that it gives them another answer. What is told of a batch and how far
 * the batch reached are one transaction, which holds the edition's row: each firm is told once of each edition, whatever is killed in between.
 */
export class AnswerChanges {
  constructor(private readonly needs: AnswerChangesNeeds) {}

  /** To be called in the transaction that publishes: all the work comes later. */
  async note(tx: Transaction, edition: NextEdition): Promise<void> {
    const { programKey, versionId, previousVersionId, inForceFrom, at } = edition;
    if (previousVersionId === null) return;
    await tx.query(
      `insert into rule_change (version_id, program_id, previous_version_id, in_force_from, published_at)
       values ($1, $2, $3, $4::date, $5)`,
      [versionId, programKey, previousVersionId, inForceFrom, at],
    );
  }

  /**
   * Goes on telling of every edition that is open, and says how many firms were told. One that fails is left for the next time, and the others
   * go on.
   */
  async tellDue(now: Date): Promise<number> {
    const failed: unknown[] = [];
    let [told, left] = [0, MOST_BATCHES];
    for (const change of await this.#open()) {
      try {
        const rules = await this.#rulesOf(change);
        for (; left > 0 && !(await this.needs.busy()); left--) {
          const more = await this.#tellSome(change, rules, now);
          if (more === undefined) break;
          told += more;
        }
      } catch (error) {
        failed.push(error);
      }
    }
    if (failed.length > 0) throw new AggregateError(failed, "some firms are not told yet");
    return told;
  }

  #open(): Promise<readonly RuleChange[]> {
    return this.needs.database.query<RuleChange>(
      `select program_id as "programKey", version_id as "versionId", previous_version_id as "previousVersionId",
              in_force_from::text as "inForceFrom", published_at as "publishedAt"
         from rule_change where done_at is null order by position`,
    );
  }

  /** How many of the next batch were told; undefined when none is left, or another gateway is at it, or an earlier edition comes first. */
  #tellSome(change: RuleChange, { before, after }: RulesOfChange, now: Date): Promise<number | undefined> {
    const { programKey, versionId, inForceFrom, publishedAt } = change;
    return this.needs.database.asGateway(async (tx) => {
      const [ours] = await tx.query<{ reached: string | null }>(
        `select reached from rule_change r
          where version_id = $1 and done_at is null and not exists (
                select from rule_change earlier
                 where earlier.program_id = r.program_id and earlier.position < r.position and earlier.done_at is null)
            for update skip locked`,
        [versionId],
      );
      if (ours === undefined) return undefined;
      const wanted = { purpose: "answer_changes", givenBy: publishedAt, after: ours.reached } as const;
      const { keys, profiles, reached } = decideAlike(before, after)
        ? NO_FIRMS
        : await this.needs.firms.batch(tx, wanted, factsNeeded([before, after]), inForceFrom);
      const moves = compareForProfiles(profiles, before, after);
      const changes = moves.flatMap(({ index, from, to }) => {
        const businessKey = keys[index];
        return businessKey === undefined ? [] : [{ businessKey, programKey, from, to, inForceFrom, at: now }];
      });
      await this.needs.tell(tx, changes);
      await tx.query(
        `update rule_change set reached = coalesce($2::uuid, reached), done_at = case when $2::uuid is null then $3::timestamptz end
          where version_id = $1`,
        [versionId, reached, now],
      );
      return changes.length;
    });
  }

  async #rulesOf({ previousVersionId, versionId, inForceFrom }: RuleChange): Promise<RulesOfChange> {
    const [before, after] = await this.needs.catalog.versions([previousVersionId, versionId], inForceFrom);
    if (before === undefined || after === undefined)
      throw new Error(`version ${versionId} or the one before it is not there`);
    return { before: before.conditions, after: after.conditions };
  }
}

interface RulesOfChange {
  readonly before: Rules;
  readonly after: Rules;
}

/** Whether nothing changed but texts and what does not decide. */
function decideAlike(before: Rules, after: Rules): boolean {
  return digestOf(decidingRules(before)) === digestOf(decidingRules(after));
}
