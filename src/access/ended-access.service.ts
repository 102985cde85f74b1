import { type Commands, isRefused } from "../graph/commands.js";
import type { GraphContext } from "../graph/context.js";
import { badInput } from "../graph/errors.js";
import { isSubject } from "../graph/identity/read-claims.js";
import { instant } from "../graph/instant.js";
import { addEntry } from "../platform/ledger/add-entry.js";
import type { EndAccessInput } from "./access.types.js";

/** Ends what somebody may do with the tokens they have, before these end by themselves. */
export class EndedAccessService {
  constructor(private readonly needs: { readonly commands: Commands }) {}

  async end(context: GraphContext, input: EndAccessInput) {
    const { subject } = input;
    if (!isSubject(subject)) throw badInput("input.subject", NO_SUBJECT, { maxLength: 200 });
    const { caller, now } = context;
    const answer = await this.needs.commands.run(context, "endAccess", input, async (tx) => {
      await tx.query(
        `insert into ended_access (subject, ended_at, ended_by) values ($1, $2, $3)
         on conflict (subject) do update set ended_at = excluded.ended_at, ended_by = excluded.ended_by`,
        [subject, now, caller.subject],
      );
      await addEntry(tx, {
        actor: caller.subject,
        role: caller.role,
        agency: caller.agency,
        action: "end_access",
        objectType: "Caller",
        objectId: subject,
        from: null,
        to: "ended",
        objectVersion: 0,
        rules: null,
        details: {},
        at: now,
      });
      return { subject, endedAt: instant(now) };
    });
    if (isRefused(answer)) throw new Error("ending an access is never refused");
    return answer;
  }
}

const NO_SUBJECT = {
  es: "debe ser el `sub` de las credenciales de alguien: de 1 a 200 caracteres visibles; las claves de API se revocan",
  en: "must be the `sub` of somebody's tokens: 1 to 200 visible characters; API keys are revoked",
};
