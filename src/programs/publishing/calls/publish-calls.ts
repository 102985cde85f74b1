import type { Transaction } from "../../../platform/database.js";
import type { ProgramDocument } from "../../document/program-document.js";
import { runBy } from "../../document/run-by.js";
import type { CallProposal, Calls } from "../../ports.js";
import { idOf } from "../../store/write-versions.js";
import { currentEditions } from "../editions.js";
import type { RevisionRow } from "../rows.js";
import { callsOf, isError, isStale, proposalOf, withStanding } from "./call-desk.js";

/** A call about to be opened or altered, in a transaction that holds a lock on it. */
interface ReadyCall {
  readonly id: string;
  readonly slug: string;
  readonly proposal: CallProposal;
  /** Slug of the agency whose call it is, or will be. */
  readonly agency: string;
}

/** The part of publication that is about calls, in the transaction of its revision. */
export class CallPublisher {
  constructor(private readonly calls: Calls) {}

  /**
   * The calls of a revision, locked and sound; undefined when one of them cannot be published on the day: it changed since it was read,
   * something is wrong with it by now, or the agency may no longer publish for whoever runs the program.
   */
  async ready(
    tx: Transaction,
    revision: RevisionRow,
    day: string,
    documents: ReadonlyMap<string, ProgramDocument>,
  ): Promise<readonly ReadyCall[] | undefined> {
    const rows = await withStanding(this.calls, tx, await callsOf(tx, revision.id), "lock");
    if (rows.length === 0) return [];
    const editions = await currentEditions(
      tx,
      rows.map(({ slug }) => slug),
    );
    const agencies = await publishesFor(tx, revision.agency, day);
    const ready: ReadyCall[] = [];
    for (const row of rows) {
      const { id, slug, standing } = row;
      const proposal = proposalOf(row);
      const document = documents.get(slug) ?? editions.get(slug)?.document;
      const owners = standing === undefined ? (document === undefined ? [] : runBy(document)) : [standing.agency];
      const agency = agencies.find((one) => owners.includes(one));
      if (agency === undefined || isStale(row)) return undefined;
      if (this.calls.check(proposal, standing, day).some(isError)) return undefined;
      ready.push({ id, slug, proposal, agency });
    }
    return ready;
  }

  /** Opens and alters them; gives their keys. */
  async publish(tx: Transaction, revision: RevisionRow, ready: readonly ReadyCall[], at: Date): Promise<string[]> {
    const keys: string[] = [];
    for (const { id, slug, proposal, agency } of ready) {
      const by = { programKey: idOf("program", slug), agency, revisionKey: revision.id, at };
      const key = await this.calls.publish(tx, proposal, by);
      await tx.query("update revision_call set published_call_id = $2 where id = $1", [id, key]);
      keys.push(key);
    }
    return keys;
  }
}

/** The agencies that one may publish for on a day: itself first, then those that delegated to it. */
async function publishesFor(tx: Transaction, agency: string, day: string): Promise<readonly string[]> {
  const rows = await tx.query<{ owner: string }>(
    `select owner from publishing_delegation where delegate = $1 and revoked_at is null and until >= $2::date
      order by granted_at, id`,
    [agency, day],
  );
  return [agency, ...rows.map(({ owner }) => owner)];
}
