import fc from "fast-check";
import { attachment, safeFileName, withExtension } from "../../../src/graph/transfer/file-name.js";

describe("a file's name", () => {
  it.each([
    ["acta constitutiva.pdf", "acta constitutiva.pdf"],
    ["  Acta   de\u00a0asamblea .pdf", "Acta de asamblea .pdf"],
    ["informe.pdf...  ", "informe.pdf"],
    [".htaccess", "htaccess"],
    ["constancia nin\u0303o.pdf", "constancia niño.pdf"],
    ['¿qué? "x" <1>: a|b*.pdf', "¿qué_ _x_ _1__ a_b_.pdf"],
    ["in\u200bvi\u00adsi\ufeffble.pdf", "invisible.pdf"],
    ["contrato.pdf", "contrato.pdf"],
    ["auxiliar.csv", "auxiliar.csv"],
    ["図面.pdf", "図面.pdf"],
  ])("%j is kept as %j", (name, kept) => {
    expect(safeFileName(name)).toBe(kept);
  });

  it.each([
    "",
    " ",
    "...",
    "..",
    "\u200b",
    "../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "/etc/passwd",
    "C:\\acta.pdf",
    "acta.pdf\u0000.exe",
    "acta\r\nSet-Cookie: a=b.pdf",
    "acta\u202efdp.exe",
    "acta\u2066.pdf",
    "acta\u2028.pdf",
    "acta\ud800.pdf",
    "CON",
    "con.txt",
    "Aux .pdf",
    "nul.",
    "COM1.csv",
    "lpt9",
  ])("%j is refused", (name) => {
    expect(safeFileName(name)).toBeUndefined();
  });

  it("is cut before its ending when it is longer than 120 characters, never within one", () => {
    const long = safeFileName(`${"ñ".repeat(200)}.pdf`)!;
    expect(long).toBe(`${"ñ".repeat(116)}.pdf`);
    expect(safeFileName("🏭".repeat(200))).toBe("🏭".repeat(120));
    expect(safeFileName(`a.${"b".repeat(200)}`)).toBe(`a.${"b".repeat(118)}`);
  });

  it("whatever it was, is safe once kept, and stays as it is when kept again", () => {
    const signs = fc.oneof(
      fc.constantFrom(
        "/",
        "\\",
        ".",
        " ",
        "\u0301",
        "\u200d",
        "\u202e",
        ":",
        "con",
        "a",
        "ñ",
        "\ud83c",
        "🏭",
        "\t",
        "ﬁ",
        "\u1161",
      ),
      fc.string({ unit: "binary", maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 150 }), (parts) => {
        const kept = safeFileName(parts.join(""));
        if (kept === undefined) return;
        expect(safeFileName(kept)).toBe(kept);
        expect(kept.normalize("NFC")).toBe(kept);
        expect([...kept].length).toBeLessThanOrEqual(120);
        expect(kept).not.toMatch(/[/\\:\p{Cc}\p{Bidi_Control}]|^[.\s]|[.\s]$/u);
        expect(attachment(kept)).toMatch(/^attachment; filename\*=UTF-8''[\w!#$&+.^`|~%-]+$/);
      }),
    );
  });

  it("ends as its kind does", () => {
    expect(withExtension("acta", "pdf")).toBe("acta.pdf");
    expect(withExtension("acta.PDF", "pdf")).toBe("acta.PDF");
    expect(withExtension("foto.jpeg", "jpg")).toBe("foto.jpeg");
    expect(withExtension("acta.exe", "pdf")).toBe("acta.exe.pdf");
  });
});
