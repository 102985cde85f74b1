import type { GraphContext } from "../../graph/context.js";
import { badInput } from "../../graph/errors.js";
import type { Transaction } from "../../platform/database.js";
import type { CallService } from "../calls/call.service.js";
import { type ApplicationRow, type CallRow, ReviewScoreSchema } from "../entities.js";
import { scoreReview } from "../lifecycle/scoring.js";
import type { Changes } from "../record/changes.js";
import { conditionNotMet, needReason } from "../record/refuse.js";
import type { RecommendApplicationInput, ScoreApplicationInput } from "./desk.inputs.js";

export interface ReviewNeeds {
  readonly calls: CallService;
  readonly changes: Changes;
}

/** Reviewers: scores against what the call published, and an opinion that rests on them. */
export class ReviewService {
  constructor(private readonly needs: ReviewNeeds) {}

  score(context: GraphContext, input: ScoreApplicationInput) {
    return this.needs.changes.change(context, "scoreApplication", input, async ({ tx, application }) => {
      this.needs.changes.needMove({ application, context }, "recommend");
      const { document } = await this.needs.calls.ofApplication(tx, application);
      const scores = new Map(input.scores.map(({ criterion, score }) => [criterion, score]));
      const read = scoreReview(document.criteria, scores);
      if (!read.ok || scores.size < input.scores.length) {
        throw badInput(
          "input.scores",
          {
            es: "debe haber una calificación por criterio de la convocatoria, de 0 a su máximo",
            en: "there must be one score for each criterion of the call, from 0 to its highest",
          },
          document.criteria.map(({ code, max }) => ({ criterion: code, max })),
        );
      }
      await tx.query(
        `insert into review_score (application_id, reviewer, criterion, score, at)
         select $1, $2, criterion, score, $3 from jsonb_to_recordset($4::jsonb) as s(criterion text, score int)
         on conflict (application_id, reviewer, criterion) do update set score = excluded.score, at = excluded.at`,
        [application.id, context.caller.subject, context.now, JSON.stringify(input.scores)],
      );
      return { what: "score", details: { total: read.total } };
    });
  }

  recommend(context: GraphContext, input: RecommendApplicationInput) {
    const move = input.favourable ? "recommend" : "not_recommend";
    const why = needReason(input, move);
    return this.needs.changes.move(
      context,
      "recommendApplication",
      { ...input, ...why },
      move,
      async ({ tx, application }) => {
        const { document } = await this.needs.calls.ofApplication(tx, application);
        if (document.criteria.length === 0) return {};
        const total = await averageScore(tx, application, document.criteria);
        if (total === null) throw conditionNotMet(application.id, "not_scored");
        return { total };
      },
    );
  }
}

/** What the reviewers gave on average, in hundredths of a percent; null while nobody has scored. */
async function averageScore(
  tx: Transaction,
  application: ApplicationRow,
  criteria: CallRow["document"]["criteria"],
): Promise<number | null> {
  const rows = await tx.em.find(ReviewScoreSchema, { applicationId: application.id });
  const totals = [...Map.groupBy(rows, ({ reviewer }) => reviewer).values()].flatMap((scores) => {
    const read = scoreReview(criteria, new Map(scores.map(({ criterion, score }) => [criterion, score])));
    return read.ok ? [read.total] : [];
  });
  return totals.length === 0 ? null : Math.round(totals.reduce((sum, total) => sum + total, 0) / totals.length);
}
