import { startTestGateway } from "../../kit/gateway.js";
import { deskOf } from "../../kit/publishing.js";

const PROGRAM = "chihuahua-program-for-women";

describe("publishing an edition", () => {
  it("does not wait for who refers to the one before it, as every application for the program does", async () => {
    const gateway = await startTestGateway();
    const { published } = deskOf(gateway);
    const other = await gateway.database.connect();
    await other.query("begin");
    // What the store does by itself for each row that refers to another.
    await other.query(
      `select from program_version v join program p on p.id = v.program_id
        where p.slug = '${PROGRAM}' and superseded_at is null for key share of v`,
    );
    const description = { es: "Otra descripción del programa.", en: "Another description of the program." };
    expect(await published({ [PROGRAM]: { description } })).toMatchObject({ state: { code: "PUBLISHED" } });
    await other.query("commit");
    other.release();
    await gateway.close();
  });
});
