import type { Config } from "../config.js";
import { Answers, type AnswersOptions } from "../graph/answers/answers.js";
import type { Graph } from "../graph/graph-routes.js";
import { recordRequest } from "../graph/telemetry/requests.js";
import { count, isMetered } from "../platform/telemetry/index.js";

export interface AnswersParts extends Pick<AnswersOptions, "edition" | "shared" | "make"> {
  readonly config: Config;
  /** Where the graph is asked. */
  readonly path: string;
}

/** The answers of a graph that are kept, as the configuration says; undefined when each is made anew. */
export function openAnswers({ config, path, ...options }: AnswersParts): Graph["kept"] {
  if (config.ANSWERS === "fresh") return undefined;
  return {
    answers: new Answers(options),
    freshness: { seconds: config.ANSWERS_CDN_SECONDS },
    counted: (hit) => count("answer.cache.lookups", { outcome: hit ? "hit" : "miss" }),
    answered: isMetered() ? (method, took) => recordRequest(took, { method, route: path, status: 200 }) : undefined,
  };
}
