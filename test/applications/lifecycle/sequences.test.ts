import fc from "fast-check";
import { runs } from "../../kit/runs.js";
import { Core } from "./core.js";
import { Model, states } from "./model.js";
import { choices, commandFor, settings } from "./sequences.js";

describe("any sequence of moves, waiting and money", () => {
  it("comes to the same in the core as in the model, answer by answer, and the budget is never exceeded", () => {
    const answers = new Map<string, number>();
    fc.assert(
      fc.property(settings, choices, (setting, numbers) => {
        const model = new Model(setting);
        const core = new Core(setting);
        for (const number of numbers) {
          const command = commandFor(number, model);
          const answer = model.fire(command);
          const got = core.fire(command);
          if (got !== answer) throw new Error(`${JSON.stringify(command)}: ${got} instead of ${answer}`);
          if (core.left !== model.left)
            throw new Error(`${JSON.stringify(command)}: ${core.left} left, not ${model.left}`);
          if (model.left < 0) throw new Error(`${JSON.stringify(command)}: the budget is exceeded`);
          answers.set(answer, (answers.get(answer) ?? 0) + 1);
        }
        model.firms.forEach(({ state }, firm) => {
          if (core.stateOf(firm) !== state) throw new Error(`firm ${firm} is ${core.stateOf(firm)}, not ${state}`);
        });
      }),
      runs(10_000),
    );
    // The sequences have to be worth something: every state was entered, and a move was refused for every reason there is.
    const reasons = "role, state, late, early, budget, signed, part, milestone, four eyes, cents, owed".split(", ");
    const wanted = [...states.filter((state) => state !== "draft"), ...reasons.map((reason) => `no: ${reason}`)];
    expect(wanted.filter((answer) => !answers.has(answer))).toEqual([]);
  }, 120_000);
});
