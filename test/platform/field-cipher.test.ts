import { randomBytes } from "node:crypto";
import { createFieldCipher, type FieldKey } from "../../src/platform/field-cipher.js";

const key = (id: string): FieldKey => ({ id, key: randomBytes(32) });
const PLACE = { table: "business", row: "1", column: "rfc" };
const secret = randomBytes(32);

describe("a sealed value", () => {
  it("opens where it was sealed, whatever the text", () => {
    const cipher = createFieldCipher([key("a")], secret);
    for (const text of ["", "GODE561231GR8", "ñandú 👩🏽‍🔧", "x".repeat(100_000)]) {
      expect(cipher.open(PLACE, cipher.seal(PLACE, text))).toBe(text);
    }
  });

  it("opens nowhere else: in no other table, row or column", () => {
    const cipher = createFieldCipher([key("a")], secret);
    const sealed = cipher.seal(PLACE, "GODE561231GR8");
    for (const other of [{ table: "document" }, { row: "2" }, { column: "curp" }]) {
      expect(() => cipher.open({ ...PLACE, ...other }, sealed)).toThrow();
    }
  });

  it("does not open with any of its bits changed, or cut short at any place", () => {
    const cipher = createFieldCipher([key("a"), key("b")], secret);
    const sealed = cipher.seal(PLACE, "GODE561231GR8");
    for (let at = 0; at < sealed.length; at += 1) {
      for (const bit of [1, 2, 128]) {
        const changed = Buffer.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ bit;
        expect(() => cipher.open(PLACE, changed)).toThrow();
      }
      expect(() => cipher.open(PLACE, sealed.subarray(0, at))).toThrow();
    }
  });

  it("does not open under another key of the same name", () => {
    const sealed = createFieldCipher([key("a")], secret).seal(PLACE, "GODE561231GR8");
    expect(() => createFieldCipher([key("a")], secret).open(PLACE, sealed)).toThrow();
    expect(() => createFieldCipher([key("b")], secret).open(PLACE, sealed)).toThrow("not configured");
  });

  it("begins with the mark of the current key, and with no other key's, also where one name begins like the other", () => {
    const [one, other] = [key("2026"), key("2026-11")];
    const [first, second] = [createFieldCipher([one, other], secret), createFieldCipher([other, one], secret)];
    const sealed = first.seal(PLACE, "x");
    expect(sealed.subarray(0, first.mark.length)).toEqual(first.mark);
    expect(sealed.subarray(0, second.mark.length)).not.toEqual(second.mark);
    expect(second.open(PLACE, sealed)).toBe("x");
  });

  it("is never the same twice: a hundred thousand of one text have as many nonces", () => {
    const cipher = createFieldCipher([key("a")], secret);
    const nonces = new Set<string>();
    for (let count = 0; count < 100_000; count += 1) {
      const start = cipher.mark.length;
      nonces.add(cipher.seal(PLACE, "x").toString("latin1", start, start + 12));
    }
    expect(nonces.size).toBe(100_000);
  });
});

describe("a blind index", () => {
  it("is the same for the same text of one kind, and for nothing else", () => {
    const { blindIndex } = createFieldCipher([key("a")], secret);
    expect(blindIndex("rfc", "GODE561231GR8")).toEqual(
      createFieldCipher([key("b")], secret).blindIndex("rfc", "GODE561231GR8"),
    );
    for (const other of [
      blindIndex("curp", "GODE561231GR8"),
      blindIndex("rfc", "GODE561231GR9"),
      createFieldCipher([key("a")], randomBytes(32)).blindIndex("rfc", "GODE561231GR8"),
    ]) {
      expect(other).not.toEqual(blindIndex("rfc", "GODE561231GR8"));
    }
  });
});
