import { median } from "../measure.js";
import { CONTESTANTS } from "./contestants.js";
import type { Outcome } from "./load.js";
import type { Loader } from "./loader.js";
import type { OwnQuestion } from "./own-questions.js";
import { QUESTIONS, type Question, type QuestionName, question } from "./questions.js";
import { FORMS, type Request, wire } from "./requests.js";
import { type ServerName, type Setup, startServer } from "./servers.js";

/** One cell of the report: who is asked what, and how. */
export interface Measurement {
  readonly row: string;
  readonly question: QuestionName | OwnQuestion;
  readonly server: ServerName;
  readonly status: number;
  requests(port: number): Promise<readonly Request[]>;
}

/** The raw server is told by path which bytes are wanted; a POST brings the same body as to the gateway. */
export function ofRaw(): readonly Measurement[] {
  return QUESTIONS.flatMap((one) => {
    const common = { question: one, server: "raw" as const, status: 200 };
    return [
      {
        ...common,
        row: "raw, POST",
        requests: async (port: number) =>
          (await FORMS.POST.make(port, question("ours", one))).map((request) => ({ ...request, path: `/${one}` })),
      },
      {
        ...common,
        row: "raw, GET",
        requests: async () => [{ method: "GET" as const, path: `/${one}`, headers: {} }],
      },
    ];
  });
}

export function ofContestant(name: string): readonly Measurement[] {
  const { server, dialect, form } = CONTESTANTS[name]!;
  const { status, make } = FORMS[form];
  return QUESTIONS.map((one) => ({
    row: name,
    question: one,
    server,
    status,
    requests: (port) => make(port, question(dialect, one)),
  }));
}

export function ofOwn(row: string, server: ServerName, name: OwnQuestion, asked: Question): Measurement {
  const { status, make } = FORMS.POST;
  return { row, question: name, server, status, requests: (port) => make(port, asked) };
}

export interface Pace {
  readonly rounds: number;
  readonly connections: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
}

/** Outcomes by "row/question", one a round. */
export type Outcomes = ReadonlyMap<string, readonly Outcome[]>;
export const keyOf = ({ row, question: asked }: Pick<Measurement, "row" | "question">) => `${row}/${asked}`;

/** Takes every measurement once a round. Only the server that is measured runs, and each round begins with another one. */
export async function take(
  measurements: readonly Measurement[],
  { setup, loader, pace, core }: { setup: Setup; loader: Loader; pace: Pace; core: number },
): Promise<Outcomes> {
  const servers = [...Map.groupBy(measurements, ({ server }) => server)];
  const outcomes = new Map<string, Outcome[]>();
  for (let round = 0; round < pace.rounds; round++) {
    for (let turn = 0; turn < servers.length; turn++) {
      const [name, asked] = servers[(turn + round) % servers.length]!;
      const running = await startServer(name, setup, { core });
      try {
        for (const measurement of asked) {
          const outcome = await takeOne(measurement, [running.port], loader, pace);
          process.stderr.write(`round ${round + 1}: ${keyOf(measurement)} ${Math.round(outcome.perSecond)}/s\n`);
          outcomes.set(keyOf(measurement), [...(outcomes.get(keyOf(measurement)) ?? []), outcome]);
        }
      } finally {
        await running.stop();
      }
    }
  }
  return outcomes;
}

/** Takes one measurement; connections are shared out evenly among the ports. */
export async function takeOne(
  { requests, status }: Pick<Measurement, "requests" | "status">,
  ports: readonly [number, ...number[]],
  loader: Loader,
  pace: Omit<Pace, "rounds">,
): Promise<Outcome> {
  const asked = (await requests(ports[0])).map((request) => wire(request, ports[0]));
  return loader.run({ ...pace, ports, requests: asked, status });
}

/** Medians over the rounds. */
export function typical(outcomes: readonly Outcome[] = []): Pick<Outcome, Figure> {
  const of = (part: Figure) => median(outcomes.map((outcome) => outcome[part]));
  return { perSecond: of("perSecond"), p50: of("p50"), p99: of("p99") };
}
type Figure = "perSecond" | "p50" | "p99";
