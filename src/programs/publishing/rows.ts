import type { Role } from "../../graph/identity/caller.js";
import type { ProgramDocument } from "../document/program-document.js";
import type { CallWords } from "../ports.js";
import type { RevisionEventKind, RevisionState } from "./lifecycle.js";

/** A revision as it is stored. */
export interface RevisionRow {
  readonly id: string;
  readonly agency: string;
  readonly state: RevisionState;
  readonly version: number;
  readonly title: string;
  readonly reason: string;
  /** First day it is to hold for; null for the day it is published. */
  readonly effectiveOn: string | null;
  readonly rollsBack: string | null;
  readonly author: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly submittedAt: string | null;
  readonly approvedAt: string | null;
  readonly approvedBy: string | null;
  readonly publishedAt: string | null;
}

/** What a revision makes of one program. */
export interface RevisionItem {
  readonly revisionId: string;
  readonly slug: string;
  /** The edition that was changed; null for a new program. */
  readonly baseVersionId: string | null;
  readonly base: ProgramDocument | null;
  /** What was drafted, checked or not. */
  readonly document: object;
  readonly publishedVersionId: string | null;
  /** Number of the edition that was published with it. */
  readonly publishedAs: number | null;
}

/** What a revision makes of one call. */
export interface RevisionCallRow {
  readonly id: string;
  readonly revisionId: string;
  /** The program whose call it is. */
  readonly slug: string;
  /** The call that is altered, and its version and terms that were read; null for one that is opened. */
  readonly callId: string | null;
  readonly callVersion: number | null;
  readonly base: CallWords | null;
  readonly content: CallWords;
  readonly publishedCallId: string | null;
}

export interface RevisionEventRow {
  readonly id: string;
  readonly revisionId: string;
  readonly version: number;
  readonly what: RevisionEventKind;
  readonly fromState: RevisionState | null;
  readonly toState: RevisionState;
  readonly role: Role | "system";
  readonly actor: string;
  readonly reason: string | null;
  readonly at: string;
}

export const REVISION_COLUMNS = `r.id, r.agency, r.state, r.version, r.title, r.reason, r.effective_on::text as "effectiveOn",
  r.rolls_back as "rollsBack", r.author, r.created_at as "createdAt", r.updated_at as "updatedAt", r.submitted_at as "submittedAt",
  r.approved_at as "approvedAt", r.approved_by as "approvedBy", r.published_at as "publishedAt"`;

/** Columns of `revision_item i`; what the catalog knows of its editions is added by `withEditions`. */
export const ITEM_COLUMNS = `i.revision_id as "revisionId", i.slug, i.base_version_id as "baseVersionId", i.document,
  i.published_version_id as "publishedVersionId", null as base, null as "publishedAs"`;

/** Columns of `revision_call c`. */
export const CALL_COLUMNS = `c.id, c.revision_id as "revisionId", c.slug, c.call_id as "callId", c.call_version as "callVersion", c.base,
  c.content, c.published_call_id as "publishedCallId"`;

export const EVENT_COLUMNS = `id, revision_id as "revisionId", version, what, from_state as "fromState", to_state as "toState",
  role, actor, reason, at`;
