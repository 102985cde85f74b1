import { randomUUID } from "node:crypto";
import type { Bearer } from "../../../src/graph/identity/development-issuer.js";
import { readGlobalId } from "../../../src/graph/node.js";
import { AGENCY, casesOf, type Input, type Person } from "../../kit/case-file.js";
import { type Asking, askingOf, startTestGateway, type TestGateway } from "../../kit/gateway.js";
import { Model, ways } from "./model.js";
import type { Command, MoveCommand, Setting } from "./play.js";

const WINDOW_ROLES = ["agency_editor", "agency_reviewer", "agency_approver", "service"];
const CONDITIONS: Readonly<Record<string, string>> = {
  LATE: "late",
  FOUR_EYES: "four eyes",
  NOT_NEXT: "part",
  ALREADY_MET: "part",
  MILESTONE_OPEN: "milestone",
  SIGNED: "signed",
  OWED: "owed",
};
const FIELDS: Readonly<Record<string, string>> = { "input.number": "part", "input.amount": "cents" };

/** The model with what the gateway adds to it: who recommended does not approve, and a day's upkeep looks after every firm. */
export class ModelOfGateway extends Model {
  readonly #recommendedBy = new Map<number, string>();

  override fire(command: Command): string {
    if (command.do !== "move") return super.fire(command);
    const { move, firm, role, who } = command;
    const state = this.firms[firm]?.state ?? "";
    const decides = ways.some((way) => way.move === "approve" && way.from.includes(state) && way.by.includes(role));
    if (move === "approve" && decides && this.#recommendedBy.get(firm) === who) return "no: four eyes";
    const answer = super.fire(command);
    if (/^(not_)?recommended$/.test(answer)) this.#recommendedBy.set(firm, who);
    if (move === "lapse" && role === "system") {
      for (const other of this.firms.keys()) if (other !== firm) super.fire({ ...command, firm: other });
    }
    return answer;
  }
}

/** A gateway with a clock that a sequence moves, two firms, and a system of the agency that has a key. */
export class Stage {
  private constructor(
    readonly gateway: TestGateway,
    readonly cases: ReturnType<typeof casesOf>,
    readonly firms: readonly string[],
    readonly clock: { now: Date },
  ) {}

  static async open(): Promise<Stage> {
    const clock = { now: new Date("2026-11-10T18:00:00Z") };
    const gateway = await startTestGateway({}, { now: () => clock.now });
    const { createApiKey } = await gateway
      .as({ role: "administrator", sub: "admin-1" })
      .read(`mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }`, {
        input: { clientMutationId: randomUUID(), agency: AGENCY, label: "Sistema de ventanilla" },
      });
    const service = askingOf(`${gateway.url}/graphql`, async () => ({ "x-api-key": createApiKey.secret }));
    const as = ({ role, sub, agency }: Bearer): Asking => {
      if ((role as string) === "anonymous") return gateway;
      return (role as string) === "service" ? service : gateway.as({ role, sub, agency });
    };
    const cases = casesOf({ read: gateway.read, as });
    const firms = [await cases.registerFirm(), await cases.registerFirm()];
    return new Stage(gateway, cases, firms, clock);
  }

  set today(day: string) {
    this.clock.now = new Date(`${day}T18:00:00Z`);
  }
}

interface Standing {
  readonly id: string;
  version: number;
  state: string;
  filed: boolean;
  reported: boolean;
}

/** Plays a sequence on a gateway: each command goes through the graph, by whoever has the role. */
export class OnGateway {
  #today: string;

  private constructor(
    readonly stage: Stage,
    readonly setting: Setting,
    readonly callId: string,
    readonly firms: readonly Standing[],
  ) {
    this.#today = setting.today;
  }

  /** Opens a call and begins an application of each firm, before the call closes. */
  static async begin(stage: Stage, setting: Setting): Promise<OnGateway> {
    const { today, callClosesOn: closesOn, budget, daysToAnswer: days } = setting;
    const { cases } = stage;
    stage.today = closesOn < today ? closesOn : today;
    const terms = [{ clock: "ANSWER", days }];
    const call = await cases.openCall({ closesOn, budget: pesos(budget), terms, criteria: [] });
    const firms = await Promise.all(
      setting.firms.map(async (parts, at): Promise<Standing> => {
        const businessId = stage.firms[at] as string;
        const started = await cases.draft(call.id, businessId);
        const { id, version } = await cases.done("rosa", "fillApplication", started, {
          requestedAmount: pesos(parts.reduce((all, part) => all + part, 0)),
        });
        return { id, version, state: "draft", filed: false, reported: false };
      }),
    );
    stage.today = today;
    return new OnGateway(stage, setting, call.id, firms);
  }

  /** What is left of the call's budget, in cents. */
  async left(): Promise<number> {
    const [row] = await this.stage.gateway.database.query<{ left: number }>(
      "select (budget_cents - granted_cents)::float8 as left from call where id = $1",
      [readGlobalId(this.callId).key],
    );
    return row?.left ?? Number.NaN;
  }

  /** Ends what is still open, so that the firms may begin anew. */
  async end(): Promise<void> {
    await this.stage.gateway.database.query("update application set state = 'closed' where call_id = $1", [
      readGlobalId(this.callId).key,
    ]);
  }

  async fire(command: Command): Promise<string> {
    if (command.do === "wait") {
      this.#today = new Date(Date.parse(this.#today) + 86_400_000).toISOString().slice(0, 10);
      this.stage.today = this.#today;
      return "a day";
    }
    const firm = this.firms[command.firm] as Standing;
    if (command.do === "meet")
      return this.#send(firm, "agency_editor", command.who, "meetMilestone", { number: command.part });
    if (command.do === "give_back")
      return this.#send(firm, "agency_editor", "window-1", "recordRepayment", { amount: pesos(command.cents) });
    if (command.move === "lapse") return command.role === "system" ? this.#lapse(firm) : "no: role";
    // The window itself sends nothing: it has no token.
    if (command.role === "system") return "no: role";
    if (command.move === "close" && firm.state === "reporting" && !firm.reported) {
      const report = { summary: "Se compraron dos máquinas y se dio el curso.", spentAmount: "0.10" };
      await this.#send(firm, "business", "rosa", "reportSpending", report);
      firm.reported = true;
    }
    const [mutation, input] = (COMMANDS[command.move] as (one: MoveCommand, setting: Setting) => [string, Input])(
      command,
      this.setting,
    );
    return this.#send(firm, command.role, command.who, mutation, input, command.move);
  }

  async #lapse(firm: Standing): Promise<string> {
    const waits = ["draft", "information_requested"].includes(firm.state);
    await this.#upkeep();
    if (!waits) return "no: state";
    return firm.state === "lapsed" ? "lapsed" : "no: early";
  }

  async #upkeep(): Promise<void> {
    const { gateway, clock } = this.stage;
    await gateway.upkeep(clock.now);
    for (const firm of this.firms) {
      const [row] = await gateway.database.query<{ state: string; version: number }>(
        "select state, version from application where id = $1",
        [readGlobalId(firm.id).key],
      );
      Object.assign(firm, row);
    }
  }

  async #send(firm: Standing, role: string, who: string, mutation: string, input: Input, move?: string) {
    const sub = role === "business" ? "rosa" : who;
    const bearer = { role, sub, agency: WINDOW_ROLES.includes(role) ? AGENCY : undefined } as Bearer;
    const { id: applicationId, version } = firm;
    const { data, errors } = await this.stage.cases.ask(bearer as unknown as Person, mutation, {
      applicationId,
      version,
      ...input,
    });
    if (errors !== undefined) return this.#refused(firm, role, errors[0]?.extensions ?? {});
    const result = data[mutation];
    if (result.__typename === "ApplicationChanged") {
      firm.version = result.application.version;
      firm.state = result.application.state.code.toLowerCase();
      firm.filed = result.application.folio !== null;
      return firm.state;
    }
    if (result.__typename === "MoveNotAllowed") {
      this.#checkRefusal(firm, role, result);
      return "no: state";
    }
    if (result.__typename === "BudgetExhausted") return "no: budget";
    if (result.__typename === "ProgramNotOpen" && result.why.code === "CLOSED") return "no: late";
    if (result.__typename === "ConditionNotMet") return `no: ${CONDITIONS[result.condition.code]}`;
    return `${move ?? mutation}: ${JSON.stringify(result)}`;
  }

  #refused(firm: Standing, role: string, { code, field }: Record<string, unknown>): string {
    if (code === "FORBIDDEN" || code === "UNAUTHENTICATED") return "no: role";
    // An agency does not even learn of an application that was not handed in to it.
    if (code === "NOT_FOUND" && role !== "business" && !firm.filed) return "no: state";
    return code === "BAD_USER_INPUT" && FIELDS[String(field)] ? `no: ${FIELDS[String(field)]}` : `${code} ${field}`;
  }

  /** A refusal must say in which state the application is and all that may be done in its place. */
  #checkRefusal(
    { state }: Standing,
    role: string,
    refusal: { allowed: { code: string }[]; application: { state: { code: string } } },
  ) {
    const told = [refusal.application.state.code, ...refusal.allowed.map(({ code }) => code).toSorted()];
    const allowed = ways.filter(({ from, by }) => from.includes(state) && by.includes(role)).map(({ move }) => move);
    const right = [state, ...allowed.toSorted()].map((code) => code.toUpperCase());
    if (String(told) !== String(right)) throw new Error(`a refusal tells ${told}, and not ${right}`);
  }
}

function pesos(cents: number): string {
  return (cents / 100).toFixed(2);
}

const REASON = { reason: "Por lo que consta en el expediente." };
const plain =
  (mutation: string, input: Input = {}) =>
  (): [string, Input] => [mutation, input];
const COMMANDS: Readonly<Record<string, (command: MoveCommand, setting: Setting) => [string, Input]>> = {
  submit: plain("submitApplication", { insist: true }),
  withdraw: plain("withdrawApplication"),
  request_information: plain("requestInformation", {
    items: [{ code: "MISSING_DOCUMENT", text: "Falta su comprobante de domicilio." }],
  }),
  answer_information: plain("answerInformationRequest", { answer: "Aquí va el recibo de luz." }),
  admit: plain("admitApplication"),
  declare_ineligible: plain("declareIneligible", REASON),
  begin_review: plain("beginReview"),
  recommend: plain("recommendApplication", { favourable: true, ...REASON }),
  not_recommend: plain("recommendApplication", { favourable: false, ...REASON }),
  approve: ({ firm }, { firms }) => {
    const parts = firms[firm] as readonly number[];
    const tranches = parts.map((part) => ({
      amount: pesos(part),
      milestone: "Máquinas compradas",
      dueOn: "2027-06-15",
    }));
    return ["approveApplication", { amount: pesos(parts.reduce((all, part) => all + part, 0)), tranches }];
  },
  reject: plain("rejectApplication", REASON),
  waitlist: plain("waitlistApplication"),
  sign_agreement: plain("signAgreement"),
  disburse: ({ part }) => ["payTranche", { number: part }],
  begin_reporting: plain("beginReporting"),
  close: plain("closeApplication"),
  demand_refund: ({ cents }) => ["demandRefund", { amount: pesos(cents), ...REASON }],
  settle_refund: plain("settleRefund"),
  cancel: plain("cancelAward", REASON),
};
