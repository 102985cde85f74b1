import { isDeepStrictEqual } from "node:util";
import { median } from "../measure.js";
import { CONTESTANTS } from "./contestants.js";
import { content, QUESTIONS, type Question, type QuestionName, question } from "./questions.js";
import { ask, FORMS, type Request } from "./requests.js";
import { type Kept, SERVERS, type Setup, startServer } from "./servers.js";
import { countStatements } from "./statement-counter.js";

const WARM_UP = 3;
const ASKED = 15;

/** What is known of a contestant before it is measured: its answers, and the statements that one of them takes. */
export interface Surveyed {
  readonly bodies: Readonly<Record<QuestionName, string>>;
  readonly statements: Readonly<Record<QuestionName, number>>;
}

/** Asks a contestant every question, by way of a counter of statements. Throws where it does not answer as it should. */
export async function survey(name: string, setup: Setup, core: number): Promise<Surveyed> {
  const { server, dialect, form } = CONTESTANTS[name]!;
  const { database = "peers" }: Kept = SERVERS[server];
  const counter = await countStatements(setup.databases[database]);
  const running = await startServer(server, setup, { core, database: counter.url });
  try {
    const bodies: Partial<Record<QuestionName, string>> = {};
    const statements: Partial<Record<QuestionName, number>> = {};
    for (const one of QUESTIONS) {
      const seen = await askRepeatedly(running.port, form, question(dialect, one), counter.count);
      bodies[one] = seen.body;
      statements[one] = seen.statements;
    }
    return { bodies, statements } as Surveyed;
  } catch (error) {
    throw new Error(`${name}: ${error instanceof Error ? error.message : error}\n${running.said()}`, { cause: error });
  } finally {
    await running.stop();
    counter.close();
  }
}

async function askRepeatedly(port: number, form: keyof typeof FORMS, asked: Question, count: () => number) {
  const { status, make } = FORMS[form];
  const [request] = (await make(port, asked)) as [Request];
  const statements: number[] = [];
  let body = "";
  for (let turn = 0; turn < WARM_UP + ASKED; turn++) {
    const before = count();
    const answer = await ask(port, request);
    if (answer.status !== status || answer.body.includes('"errors":[')) {
      throw new Error(`${form} is answered ${answer.status}: ${answer.body.slice(0, 500)}`);
    }
    body = answer.body;
    if (turn >= WARM_UP) statements.push(count() - before);
  }
  return { body, statements: median(statements) };
}

/** Throws where two contestants do not say the same: same programs, same texts, same order. */
export function compare(name: string, { bodies }: Surveyed, reference: Surveyed): void {
  for (const one of QUESTIONS) {
    if (bodies[one] === "") continue;
    const [said, expected] = [bodies, reference.bodies].map((all) => content(JSON.parse(all[one])));
    if (isDeepStrictEqual(said, expected)) continue;
    throw new Error(`${name} answers ${one} otherwise than ours:\n${excerpt(said)}\n${excerpt(expected)}`);
  }
}

const excerpt = (value: unknown) => JSON.stringify(value).slice(0, 1_000);
