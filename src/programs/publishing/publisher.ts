import { v7 as newId } from "uuid";
import { todayIn } from "../../graph/context.js";
import type { Database, Transaction } from "../../platform/database.js";
import { addEntry } from "../../platform/ledger/add-entry.js";
import type { ProgramDocument } from "../document/program-document.js";
import type { AgencyDocument } from "../document/reference-documents.js";
import type { Places, PublishedEdition, TellOfEditions } from "../ports.js";
import { type CurrentEdition, lockCurrentEdition, publishEdition } from "../store/publish-edition.js";
import type { CallPublisher } from "./calls/publish-calls.js";
import { dayOf } from "./day-of.js";
import { withEditions } from "./editions.js";
import type { RevisionMove, RevisionState } from "./lifecycle.js";
import { onTopOf } from "./on-top-of.js";
import type { Revisions } from "./revisions.js";
import { REVISION_COLUMNS, type RevisionItem, type RevisionRow } from "./rows.js";

export interface PublisherNeeds {
  readonly database: Database;
  readonly revisions: Revisions;
  readonly places: Places;
  readonly tell: TellOfEditions;
  readonly calls: CallPublisher;
}

/** One item about to be published, on top of the edition that is locked. */
interface Ready {
  readonly slug: string;
  readonly current: CurrentEdition | undefined;
  readonly document: ProgramDocument;
}

/**
 * Publishes what is approved and due: the gateway itself does, since no caller may write in the catalog. Each revision is one transaction,
 * and any number of gateways may try at once. What meanwhile conflicts with another publication goes back to its editors.
 */
export class Publisher {
  constructor(private readonly needs: PublisherNeeds) {}

  /** All that is due, or one revision if it is; how many were published. */
  async publishDue(now: Date, only?: string): Promise<number> {
    const due = await this.needs.database.query<{ id: string }>(
      `select id from revision where state in ('approved', 'scheduled') and ($2::uuid is null or id = $2)
          and coalesce(effective_on, $1::date) <= $1::date order by coalesce(effective_on, approved_at::date), approved_at, id`,
      [todayIn(now), only ?? null],
    );
    let published = 0;
    for (const { id } of due)
      if (await this.needs.database.asGateway((tx) => this.#publish(tx, id, now))) published += 1;
    return published;
  }

  async #publish(tx: Transaction, id: string, now: Date): Promise<boolean> {
    const [revision] = await tx.query<RevisionRow>(
      `select ${REVISION_COLUMNS} from revision r where r.id = $1 and r.state in ('approved', 'scheduled') for update skip locked`,
      [id],
    );
    if (revision === undefined) return false;
    const ready = await this.#ready(tx, revision, revision.effectiveOn ?? todayIn(now));
    const documents = new Map(ready?.map(({ slug, document }) => [slug, document]));
    const calls = ready && (await this.needs.calls.ready(tx, revision, dayOf(revision, now), documents));
    if (ready === undefined || calls === undefined) {
      await tx.query("update revision set approved_by = null, approved_at = null where id = $1", [id]);
      await record(tx, revision, "return_in_conflict", "draft", now);
      return false;
    }
    const context = { agencies: await agenciesOf(tx), places: this.needs.places, now, origin: `revision:${id}` };
    const editions: PublishedEdition[] = [];
    for (const { slug, current, document } of ready) {
      const { id: versionId, programId, number } = await publishEdition(tx, current, document, context);
      await tx.query("update revision_item set published_version_id = $3 where revision_id = $1 and slug = $2", [
        id,
        slug,
        versionId,
      ]);
      const { inForceFrom } = document;
      const previousVersionId = current?.id ?? null;
      editions.push({
        programKey: programId,
        versionId,
        previousVersionId,
        slug,
        edition: number,
        inForceFrom,
        at: now,
      });
    }
    await this.needs.tell(tx, editions);
    const callKeys = await this.needs.calls.publish(tx, revision, calls, now);
    await tx.query("update revision set published_at = $2 where id = $1", [id, now]);
    await record(tx, revision, "publish", "published", now, { calls: callKeys });
    await this.#endThoseBefore(tx, revision, now);
    await tx.query("update catalog_state set revision = revision + 1");
    return true;
  }

  /** Each item on top of what is in force now, in the order of the programs' keys; undefined when one of them cannot be. */
  async #ready(tx: Transaction, revision: RevisionRow, from: string): Promise<readonly Ready[] | undefined> {
    const items = await withEditions(tx, await this.needs.revisions.items(tx, revision.id));
    const ready: Ready[] = [];
    for (const item of items) {
      const current = await lockCurrentEdition(tx, item.slug);
      const document = documentFor(item, current);
      if (document === undefined || (current !== undefined && from < current.from)) return undefined;
      ready.push({ slug: item.slug, current, document: { ...document, inForceFrom: from } });
    }
    return ready;
  }

  /** Revisions of which nothing is in force any more: undone by this one, or replaced in the course of time. */
  async #endThoseBefore(tx: Transaction, { id, rollsBack }: RevisionRow, now: Date): Promise<void> {
    const ended = await tx.query<RevisionRow>(
      `select ${REVISION_COLUMNS} from revision r
        where r.id <> $1 and (r.id = $2 and r.state in ('published', 'superseded') or r.state = 'published' and (
              exists (select from revision_item i join revision_item mine on mine.slug = i.slug and mine.revision_id = $1 where i.revision_id = r.id)
              and not exists (select from revision_item i join program_version v on v.id = i.published_version_id
                               where i.revision_id = r.id and v.superseded_at is null)))
        order by r.id for update`,
      [id, rollsBack],
    );
    for (const revision of ended) {
      const undone = revision.id === rollsBack;
      await record(tx, revision, undone ? "roll_back" : "supersede", undone ? "rolled_back" : "superseded", now);
    }
  }
}

function documentFor(item: RevisionItem, current: CurrentEdition | undefined): ProgramDocument | undefined {
  const mine = item.document as ProgramDocument;
  if (current === undefined || current.id === item.baseVersionId) return mine;
  const { document, clashes } = onTopOf({ slug: item.slug, base: item.base, mine, theirs: current.document });
  return clashes.length > 0 ? undefined : (document as ProgramDocument);
}

const GATEWAY = { actor: "system", role: "system" } as const;

async function record(
  tx: Transaction,
  revision: RevisionRow,
  what: RevisionMove,
  to: RevisionState,
  now: Date,
  details: object = {},
): Promise<void> {
  const { id, agency, state: from, version } = revision;
  await tx.query("update revision set state = $2, version = version + 1, updated_at = $3 where id = $1", [id, to, now]);
  await tx.query(
    `insert into revision_event (id, revision_id, version, what, from_state, to_state, role, actor, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [newId(), id, version + 1, what, from, to, GATEWAY.role, GATEWAY.actor, now],
  );
  await addEntry(tx, {
    ...GATEWAY,
    agency,
    action: what,
    objectType: "Revision",
    objectId: id,
    from,
    to,
    objectVersion: version + 1,
    rules: null,
    details,
    at: now,
  });
}

async function agenciesOf(tx: Transaction): Promise<ReadonlyMap<string, AgencyDocument>> {
  const rows = await tx.query<{ slug: string; document: AgencyDocument }>("select slug, document from agency");
  return new Map(rows.map(({ slug, document }) => [slug, document]));
}
