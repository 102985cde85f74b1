import type { TestGateway } from "../../kit/gateway.js";

/** Stands for a sum that there was more than once: whoever read it tells nothing of when. */
export const AMBIGUOUS: readonly string[] = ["more than once"];

interface Entry {
  readonly action: string;
  readonly id: string;
  readonly actor: string;
  readonly awarded: number;
  readonly parts: readonly number[];
}

/** By each sum that was granted of a call at some time, in cents: who granted and gave back until then, in the order of the ledger. */
export async function moneyOrders(
  { database }: TestGateway,
  callKey: string,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const entries = await database.query<Entry>(
    `select e.action, e.object_id as id, e.actor, a.awarded_cents::float8 as awarded,
            (select array_agg(amount_cents::float8 order by number) from tranche where application_id = a.id) as parts
       from ledger_entry e join application a on a.id::text = e.object_id
      where a.call_id = $1 and e.action in ('approve', 'disburse', 'cancel') order by e.id`,
    [callKey],
  );
  const sums = new Map<number, readonly string[]>([[0, []]]);
  const paid = new Map<string, number>();
  let [list, sum]: [readonly string[], number] = [[], 0];
  for (const { action, id, actor, awarded, parts } of entries) {
    const before = paid.get(id) ?? 0;
    if (action === "disburse") {
      // Parts are paid one after the other.
      const next = parts.find((_, at) => parts.slice(0, at + 1).reduce((all, part) => all + part, 0) > before) ?? 0;
      paid.set(id, before + next);
      continue;
    }
    sum += action === "approve" ? awarded : before - awarded;
    list = [...list, actor];
    sums.set(sum, sums.has(sum) ? AMBIGUOUS : list);
  }
  return sums;
}
