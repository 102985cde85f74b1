import { isRefused, notFound, type RefusalAnswer } from "../graph/commands.js";
import { concept } from "../graph/concept.js";
import type { GraphContext } from "../graph/context.js";
import { NOT_OPEN, type NotOpen } from "./filing/why-not-open.js";
import { MOVES, type Move } from "./lifecycle/moves.js";
import type { Loaders } from "./loaders.js";
import { CONDITIONS } from "./record/refuse.js";
import type { Sealed } from "./record/sealed.js";
import { presentApplication } from "./view/present-application.js";

type Bilingual = Readonly<Record<"es" | "en", string>>;

/** What a refusal of an application may hold, as the services throw it. */
interface Refusal extends RefusalAnswer {
  readonly applicationId?: string;
  readonly allowed?: readonly Move[];
  readonly condition?: keyof typeof CONDITIONS;
  readonly gaps?: readonly { readonly field: string; readonly texts: Bilingual }[];
  readonly failed?: readonly { readonly id: string; readonly text: Bilingual }[];
  readonly why?: NotOpen;
  readonly successorKeys?: readonly string[];
  readonly similarKeys?: readonly string[];
}

/** A command's answer as the graph resolves it: the application as it is now, or why nothing was done. */
export async function presentResult(
  context: GraphContext,
  answer: RefusalAnswer | { readonly applicationId: string },
  { loaders, sealed }: { readonly loaders: Loaders; readonly sealed: Sealed },
) {
  const { language } = context;
  const { applicationId } = answer as { readonly applicationId?: string };
  const row = applicationId === undefined ? null : await loaders.application(context).load(applicationId);
  // A command that is sent again by who lost sight of the application since.
  if (applicationId !== undefined && row === null) throw notFound("input.applicationId");
  const application = row === null ? null : presentApplication(row, context, sealed);
  if (!isRefused(answer)) return { application };
  const {
    allowed = [],
    condition,
    gaps = [],
    failed = [],
    why,
    successorKeys = [],
    similarKeys = [],
    ...rest
  } = answer as Refusal;
  const programs = async (keys: readonly string[]) =>
    (await loaders.program(context).loadMany(keys)).filter((found) => found !== null && !(found instanceof Error));
  return {
    ...rest,
    application,
    allowed: allowed.map((move) => concept(MOVES, move, language)),
    condition: condition === undefined ? null : concept(CONDITIONS, condition, language),
    gaps: gaps.map(({ field, texts }) => ({ field, message: texts[language] })),
    failed: failed.map(({ id, text }) => ({ id, text: text[language] })),
    why: why === undefined ? null : concept(NOT_OPEN, why, language),
    successors: await programs(successorKeys),
    similar: await programs(similarKeys),
  };
}
