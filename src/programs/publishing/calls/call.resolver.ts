import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { concept } from "../../../graph/concept.js";
import type { GraphContext } from "../../../graph/context.js";
import { globalId } from "../../../graph/node.js";
import { scopeOf } from "../../../graph/reading.js";
import type { Calls } from "../../ports.js";
import type { ProgramService } from "../../program.service.js";
import { dayOf } from "../day-of.js";
import { presentFinding, type RevisionView } from "../present-revision.js";
import type { RevisionReader } from "../revision.reader.js";
import { Revision } from "../revision.types.js";
import { CALL_ACTIONS, Call, RevisionCall } from "./call.types.js";
import { callFindings } from "./call-desk.js";

interface CallView {
  readonly callKey: string | null;
}

/** What revisions open and alter, beside what they make of programs. */
@Resolver(() => RevisionCall)
export class RevisionCallResolver {
  constructor(private readonly calls: Calls) {}

  @FieldResolver(() => Call, {
    nullable: true,
    description:
      "La convocatoria como está hoy; nulo si aún no se abre. The call as it is today; null if it is not opened yet.",
  })
  async call(@Root() { callKey }: CallView, @Ctx() context: GraphContext) {
    if (callKey === null) return null;
    const [call] = await this.calls.present(context, [callKey]);
    return call ?? null;
  }
}

@Resolver(() => Revision)
export class RevisionCallsResolver {
  constructor(
    private readonly reader: RevisionReader,
    private readonly programs: ProgramService,
    private readonly owner: Calls,
  ) {}

  @FieldResolver(() => [RevisionCall], {
    complexity: ({ childComplexity }) => 10 + 10 * childComplexity,
    description: "Las convocatorias que se abren o cambian con ella. The calls that are opened or altered with it.",
  })
  async calls(@Root() { row }: RevisionView, @Ctx() context: GraphContext) {
    const { language, now } = context;
    const revised = await this.reader.callsOf(context).load(row.id);
    const day = dayOf(row, now);
    return Promise.all(
      revised.map(async (one, index) => ({
        callKey: one.callId ?? one.publishedCallId,
        id: globalId("RevisionCall", one.id),
        action: concept(CALL_ACTIONS, actionOf(one), language),
        slug: one.slug,
        program: await this.programs.bySlug(context, one.slug, scopeOf({}, context)),
        callVersion: one.callVersion,
        proposed: this.owner.shown(one.content),
        base: one.base,
        findings: callFindings(this.owner, one, index, day).map((finding) => presentFinding(finding, language)),
      })),
    );
  }
}

function actionOf({ callId, content }: { readonly callId: string | null; readonly content: object }) {
  if (callId === null) return "open";
  return "close" in content ? "close" : "alter";
}
