import { badInput, within } from "../../../graph/errors.js";
import { Slug } from "../../document/program-document.js";
import type { CallProposal, Calls } from "../../ports.js";
import { NO_SLUG, TWICE } from "../read-changes.js";
import type { CallChangeInput } from "../revision.inputs.js";

/** Most calls of one revision. */
export const MOST_CALLS = 50;

/** What was asked of one call, and where it stands in the input. */
export interface AskedCall {
  readonly slug: string;
  readonly field: string;
  readonly proposal: CallProposal;
}

/** Takes the calls of an input apart: each is opened or altered, and none altered twice. */
export function readCalls(asked: readonly CallChangeInput[], calls: Pick<Calls, "read">): readonly AskedCall[] {
  if (asked.length > MOST_CALLS) throw badInput("input.calls", TOO_MANY, { most: MOST_CALLS });
  const seen = new Set<string>();
  return asked.map(({ program, open, alter }, index) => {
    const field = `input.calls[${index}]`;
    if (!Slug.safeParse(program).success) throw badInput(`${field}.program`, NO_SLUG);
    if (Boolean(open) === Boolean(alter)) throw badInput(field, ONE_OF_TWO, ["open", "alter"]);
    const proposal = within(field, () => calls.read({ open: open ?? null, alter: alter ?? null }));
    const key = proposal.altered?.key;
    if (key !== undefined && seen.has(key)) throw badInput(`${field}.alter.callId`, TWICE);
    if (key !== undefined) seen.add(key);
    return { slug: program, field, proposal };
  });
}

const TOO_MANY = { es: `son más de ${MOST_CALLS} convocatorias`, en: `there are more than ${MOST_CALLS} calls` };
const ONE_OF_TWO = {
  es: "lleva `open`, con la que se abre, o `alter`, con lo que cambia de una",
  en: "has `open`, with one to open, or `alter`, with what changes of one",
};
