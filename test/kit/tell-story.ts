import type { TestGateway } from "./gateway.js";

/** A step of a written story: who asks what, and the answer that is printed, if one is. */
export interface Step {
  readonly who: string;
  readonly query: string;
  readonly answer: unknown;
}

/** What a step without a printed answer comes to: all of it was done. */
export const DONE = "done";

/** The steps of a text in Markdown: a block "```graphql rosa", and the "```json" after it where there is one. */
export function stepsIn(markdown: string): readonly Step[] {
  return [...markdown.matchAll(/```graphql (\w+)\n([\s\S]*?)```(?:\s+```json\n([\s\S]*?)```)?/g)].map(
    ([, who = "", query = "", answer]) => ({ who, query, answer: answer === undefined ? DONE : JSON.parse(answer) }),
  );
}

type Bearer = Parameters<TestGateway["as"]>[0];

/**
 * Asks step after step. What an answer calls `call`, `firm`, `application` or `revision` is an id: later steps have it as a variable, and in the
 * answers that are given back it stands as "…", since no two runs have the same. So does the folio's number.
 */
export async function tellStory(
  gateway: TestGateway,
  steps: readonly Step[],
  people: Readonly<Record<string, Bearer>>,
) {
  const kept: Record<string, string> = {};
  const answers: unknown[] = [];
  for (const { who, query } of steps) {
    const { data, errors } = await gateway.as(people[who] as Bearer).ask(query, kept);
    answers.push(
      shown(
        JSON.parse(JSON.stringify({ data, ...(errors ? { errors } : {}) }), (key, value: unknown) => {
          if (["call", "firm", "application", "revision"].includes(key) && typeof value === "string") {
            kept[key] = value;
            return "…";
          }
          return value;
        }),
      ),
    );
  }
  return answers;
}

/** "done" in place of an answer that says no more. */
function shown(answer: { data?: Readonly<Record<string, { readonly __typename?: string }>> | null }): unknown {
  const results = Object.values(answer.data ?? {});
  const done = results.every(
    (result) => Object.keys(result ?? {}).join() === "__typename" && /Changed$/.test(result.__typename ?? ""),
  );
  return results.length > 0 && done && !("errors" in answer) ? DONE : answer;
}
