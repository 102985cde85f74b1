import { v7 as newId } from "uuid";
import type { Transaction } from "../../../platform/database.js";
import { addEntry } from "../../../platform/ledger/add-entry.js";
import type { ProgramDocument } from "../../document/program-document.js";
import type { TellOfEditions } from "../../ports.js";
import { same } from "../../publishing/compare/json.js";
import type { RevisionEventKind, RevisionState } from "../../publishing/lifecycle.js";
import { type CurrentEdition, insertNext, lockCurrentEditions, publishEdition } from "../../store/publish-edition.js";
import type { WriteContext } from "../../store/write-versions.js";
import type { Source } from "../source.js";
import { keepCurated } from "./keep-curated.js";
import type { RecordKind } from "./vocabulary.js";

export interface BringNeeds {
  readonly tell: TellOfEditions;
  readonly source: Source;
  readonly context: WriteContext;
  /** First day on which what is brought holds. */
  readonly day: string;
}

/** A program that a source speaks of: what it said last, and what it says now. */
export interface Spoken {
  readonly itemId: string;
  readonly before: ProgramDocument | null;
  readonly says: ProgramDocument;
}

export interface Brought {
  readonly what: Extract<RecordKind, "created" | "changed" | "unchanged" | "sent_to_review">;
  readonly revisionId: string | null;
}

/** What a source says on top of the edition in force; `made` is undefined where nothing of the catalog changes. */
interface Made {
  readonly spoken: Spoken;
  readonly current: CurrentEdition | undefined;
  readonly made: ProgramDocument | undefined;
}

/** Brings what a trusted source says into the catalog, by the gateway's own hand. */
export async function publishSpoken(
  tx: Transaction,
  spoken: readonly Spoken[],
  needs: BringNeeds,
): Promise<ReadonlyMap<string, Brought>> {
  const all = await allMade(tx, spoken, needs.day);
  const fresh = all.flatMap(({ current, made }) => (current === undefined && made !== undefined ? [made] : []));
  const published = (await insertNext(tx, fresh, needs.context)).map((edition) => ({ ...edition, before: null }));
  const changed: Published[] = [];
  for (const { current, made } of all) {
    if (current === undefined || made === undefined) continue;
    const edition = await publishEdition(tx, current, made, needs.context);
    changed.push({ ...edition, document: made, before: current.id });
  }
  await announce(tx, [...published, ...changed], needs);
  return new Map(
    all.map(({ spoken: one, current, made }) => {
      const what = made === undefined ? "unchanged" : current === undefined ? "created" : "changed";
      return [one.itemId, { what, revisionId: null }];
    }),
  );
}

/** Most programs that one revision asks a person to look at. */
const MOST_TOGETHER = 50;

/** Sends what a source says to the agency that owns it: a person approves it, as if an editor had drafted it. */
export async function sendToReview(
  tx: Transaction,
  spoken: readonly Spoken[],
  needs: BringNeeds,
): Promise<ReadonlyMap<string, Brought>> {
  const brought = new Map<string, Brought>();
  const all = await allMade(tx, spoken, needs.day);
  const changed = all.filter(({ made }) => made !== undefined);
  await takeFromReview(
    tx,
    changed.map(({ spoken: one }) => one.says.slug),
    needs,
  );
  for (const { spoken: one } of all) brought.set(one.itemId, { what: "unchanged", revisionId: null });
  for (let at = 0; at < changed.length; at += MOST_TOGETHER) {
    const together = changed.slice(at, at + MOST_TOGETHER);
    const revisionId = await openRevision(tx, together, needs);
    for (const { spoken: one } of together) brought.set(one.itemId, { what: "sent_to_review", revisionId });
  }
  return brought;
}

async function allMade(tx: Transaction, spoken: readonly Spoken[], day: string): Promise<readonly Made[]> {
  const currents = await lockCurrentEditions(
    tx,
    spoken.map(({ says }) => says.slug),
  );
  return spoken.map((one): Made => {
    const current = currents.get(one.says.slug);
    if (current === undefined) return { spoken: one, current, made: one.says };
    const { document } = keepCurated(one.before, one.says, current.document);
    const news = !same(document as never, current.document as never);
    const from = current.from > day ? current.from : day;
    return { spoken: one, current, made: news ? { ...document, inForceFrom: from } : undefined };
  });
}

interface Published {
  readonly id: string;
  readonly programId: string;
  readonly number: number;
  readonly document: ProgramDocument;
  /** The edition it follows; null for a program's first. */
  readonly before: string | null;
}

/** Has whoever asked told of editions, and enters each in the ledger. */
async function announce(
  tx: Transaction,
  editions: readonly Published[],
  { tell, source, context }: BringNeeds,
): Promise<void> {
  await tell(
    tx,
    editions.map(({ id, programId, number, document, before }) => ({
      programKey: programId,
      versionId: id,
      previousVersionId: before,
      slug: document.slug,
      edition: number,
      inForceFrom: document.inForceFrom,
      at: context.now,
    })),
  );
  for (const { programId, number } of editions)
    await addEntry(tx, {
      actor: actorOf(source),
      role: "system",
      agency: source.owner,
      action: "harvest",
      objectType: "Program",
      objectId: programId,
      from: null,
      to: "published",
      objectVersion: number,
      rules: null,
      details: {},
      at: context.now,
    });
}

/** What the source said before and nobody has approved yet gives way to what it says now. */
async function takeFromReview(
  tx: Transaction,
  slugs: readonly string[],
  { source, context }: BringNeeds,
): Promise<void> {
  const actor = actorOf(source);
  const left = await tx.query<{ id: string; version: number; to: string }>(
    `with gone as (
       delete from revision_item i using revision r
        where r.id = i.revision_id and r.state in ('draft', 'submitted') and r.author = $1 and i.slug = any($2::text[])
       returning i.revision_id, i.slug)
     update revision r set version = r.version + 1, updated_at = $3,
            state = case when exists (select from revision_item i where i.revision_id = r.id
                                         and not exists (select from gone g where g.revision_id = i.revision_id and g.slug = i.slug))
                         then r.state else 'discarded' end
      where r.id in (select revision_id from gone)
     returning r.id, r.version, r.state as to`,
    [actor, slugs, context.now],
  );
  for (const { id, version, to } of left) {
    const what = to === "discarded" ? "discard" : "edit";
    await writeEvent(tx, { id, version, what, from: null, to, actor, at: context.now });
  }
}

async function openRevision(
  tx: Transaction,
  together: readonly Made[],
  { source, context }: BringNeeds,
): Promise<string> {
  const [id, actor, at] = [newId(), actorOf(source), context.now];
  await tx.query(
    `insert into revision (id, agency, state, version, title, reason, author, created_at, updated_at, submitted_at)
     values ($1, $2, 'submitted', 1, $3, $4, $5, $6, $6, $6)`,
    [id, source.owner, `${source.name.es}: ${together.length} programas`, REASON, actor, context.now],
  );
  await tx.query(
    `insert into revision_item (revision_id, slug, base_version_id, document)
     select $1, m.slug, m.base, m.document from jsonb_to_recordset($2::jsonb) as m(slug text, base uuid, document jsonb)`,
    [
      id,
      JSON.stringify(
        together.map(({ current, made }) => ({ slug: made?.slug, base: current?.id ?? null, document: made })),
      ),
    ],
  );
  await writeEvent(tx, { id, version: 1, what: "draft", from: null, to: "draft", actor, at });
  await writeEvent(tx, { id, version: 1, what: "submit", from: "draft", to: "submitted", actor, at });
  return id;
}

interface Event {
  readonly id: string;
  readonly version: number;
  readonly what: RevisionEventKind;
  readonly from: RevisionState | null;
  readonly to: string;
  readonly actor: string;
  readonly at: Date;
}

async function writeEvent(tx: Transaction, { id, version, what, from, to, actor, at }: Event): Promise<void> {
  await tx.query(
    `insert into revision_event (id, revision_id, version, what, from_state, to_state, role, actor, at)
     values ($1, $2, $3, $4, $5, $6, 'system', $7, $8)`,
    [newId(), id, version, what, from, to, actor, at],
  );
}

/** How a source is called where somebody did something. */
export function actorOf({ key }: Pick<Source, "key">): string {
  return `source:${key}`;
}

const REASON =
  "Lo publicó la fuente; falta que una persona lo apruebe. The source published it; a person has to approve it.";
