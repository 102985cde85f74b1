import { decideSigning, type Side } from "../../../src/applications/lifecycle/signatures.js";

describe("signing an agreement", () => {
  const both: [Side, "business" | "agency_approver", Side, "business" | "agency_approver"][] = [
    ["applicant", "business", "agency", "agency_approver"],
    ["agency", "agency_approver", "applicant", "business"],
  ];
  it.each(both)("is complete with the second signature when the %s goes first", (first, one, second, other) => {
    expect(decideSigning([], one)).toEqual({ ok: true, signed: [first], complete: false });
    expect(decideSigning([first], other)).toEqual({ ok: true, signed: [first, second], complete: true });
  });

  it("is not completed by one side signing twice", () => {
    expect(decideSigning(["applicant"], "business")).toEqual({ ok: false, why: "already_signed" });
    expect(decideSigning(["agency", "applicant"], "agency_approver")).toEqual({ ok: false, why: "already_signed" });
  });

  it("is nobody else's to do", () => {
    for (const role of ["agency_editor", "agency_reviewer", "service", "auditor", "anonymous", "system"] as const)
      expect(decideSigning(["applicant"], role)).toEqual({ ok: false, why: "role" });
  });
});
