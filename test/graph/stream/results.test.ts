import { createResults, type StreamResult } from "../../../src/graph/stream/results.js";
import { createBoundedQueue } from "../../../src/platform/bounded-queue.js";

const result = (data: unknown): StreamResult => ({ data });
const LAST: StreamResult = { errors: [{ message: "over" }] };

function paced() {
  let ended = 0;
  const source = createBoundedQueue<StreamResult>(10, () => {
    ended += 1;
  });
  const results = createResults(source, (error) => ({ errors: [{ message: String(error) }] }));
  return { source, results, ended: () => ended };
}

describe("the results of a subscription", () => {
  it("come one at a time: the next is made once the one before is written", async () => {
    const { source, results } = paced();
    for (const data of [1, 2]) source.push(result(data));
    expect((await results.next()).value).toEqual(result(1));
    let taken = false;
    const second = results.next().then((turn) => {
      taken = true;
      return turn;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(taken).toBe(false);
    results.written();
    expect((await second).value).toEqual(result(2));
  });

  it.each([
    ["while the source is silent", async () => {}],
    ["before they are asked for", undefined],
  ])("may be ended with a last one, %s", async (_when, before) => {
    const { results, ended } = paced();
    const waiting = before === undefined ? undefined : results.next();
    results.end(LAST);
    results.end(result("too late"));
    expect((await (waiting ?? results.next())).value).toEqual(LAST);
    results.written();
    expect([(await results.next()).done, ended()]).toEqual([true, 1]);
  });

  it("end with the last one after one that is being written", async () => {
    const { source, results } = paced();
    source.push(result(1));
    await results.next();
    const next = results.next();
    results.end(LAST);
    results.written();
    expect((await next).value).toEqual(LAST);
  });

  it("end when the source does, or with what its failure comes to", async () => {
    const one = paced();
    await one.source.return();
    expect((await one.results.next()).done).toBe(true);
    const other = paced();
    other.source.fail("broken");
    expect((await other.results.next()).value).toEqual({ errors: [{ message: "broken" }] });
    other.results.written();
    expect((await other.results.next()).done).toBe(true);
  });

  it("end at once when nobody wants them any more, whatever they wait for", async () => {
    const silent = paced();
    const waiting = silent.results.next();
    await silent.results.return();
    expect([(await waiting).done, silent.ended()]).toEqual([true, 1]);
    const unwritten = paced();
    unwritten.source.push(result(1));
    await unwritten.results.next();
    const next = unwritten.results.next();
    await unwritten.results.return();
    expect((await next).done).toBe(true);
  });

  it("do not wait for a source that hears of its end only with its next event", async () => {
    async function* deaf(): AsyncGenerator<StreamResult, undefined> {
      await new Promise(() => {});
      yield LAST;
    }
    const results = createResults(deaf(), () => LAST);
    const waiting = results.next();
    await results.return();
    expect((await waiting).done).toBe(true);
  });
});
