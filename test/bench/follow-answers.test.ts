import fc from "fast-check";
import { followAnswers } from "../../bench/serve/follow-answers.js";

const BODY = '{"data":{"name":"Éxitos"}}';
const LENGTH = Buffer.byteLength(BODY);
const WHOLE = `HTTP/1.1 200 OK\r\nContent-Length: ${LENGTH}\r\n\r\n${BODY}`;
const CHUNKED = `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${LENGTH.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`;
const UNCHANGED = "HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n";

/** How many answers were seen to end after each of the answers was sent in pieces. */
function follow(status: number, answers: readonly string[], pieces: readonly number[]): number[] {
  let ended = 0;
  const read = followAnswers(status, () => {
    ended += 1;
  });
  return answers.map((answer) => {
    const bytes = Buffer.from(answer);
    const cuts = [0, ...pieces.map((piece) => piece % bytes.length).sort((a, b) => a - b), bytes.length];
    // A copy that is overwritten afterwards, as the buffer of a connection is.
    for (const [index, start] of cuts.slice(0, -1).entries()) {
      const piece = Buffer.from(bytes.subarray(start, cuts[index + 1]));
      if (piece.length > 0) read(piece);
      piece.fill(0);
    }
    return ended;
  });
}

describe("the load of the benchmarks", () => {
  it("sees where answers end, however they arrive", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(WHOLE, CHUNKED), { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat({ max: 1_000 }), { maxLength: 6 }),
        (answers, pieces) => {
          expect(follow(200, answers, pieces)).toEqual(answers.map((_answer, index) => index + 1));
        },
      ),
    );
    expect(follow(304, [UNCHANGED, UNCHANGED], [5])).toEqual([1, 2]);
  });

  it("takes no failure for an answer", () => {
    const failures: unknown[] = [];
    const read = followAnswers(200, (failure) => failures.push(failure));
    const errors = '{"errors":[{}]}';
    read(Buffer.from(WHOLE.replace("200", "503")));
    read(Buffer.from(WHOLE));
    read(Buffer.from(`HTTP/1.1 200 OK\r\ncontent-length: ${errors.length}\r\n\r\n${errors}`));
    expect(failures).toEqual([`503 ${BODY}`, undefined, `200 ${errors}`]);
  });
});
