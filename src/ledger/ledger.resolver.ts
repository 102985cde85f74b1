import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import type { GraphContext } from "../graph/context.js";
import type { Database } from "../platform/database.js";
import { newestHead, readKeys } from "../platform/ledger/index.js";
import { LedgerHead, LedgerKey, LedgerReceipt } from "./ledger.types.js";
import type { ReceiptService } from "./receipt.service.js";

/** A list of a few, each as costly as a page of ten. */
const A_FEW = ({ childComplexity }: { childComplexity: number }) => 10 + 10 * childComplexity;

@Resolver()
export class LedgerResolver {
  constructor(
    private readonly database: Database,
    private readonly receipts: ReceiptService,
  ) {}

  @Query(() => LedgerHead, {
    nullable: true,
    description:
      "El sello más nuevo del libro de decisiones; nulo antes del primero. Guárdelo: con él se comprueba después que nadie reescribió lo anterior. The newest head of the ledger of decisions; null before the first. Keep it: it shows later that nobody rewrote what came before.",
  })
  async ledgerHead() {
    return (await newestHead(this.database)) ?? null;
  }

  @Query(() => [LedgerKey], {
    complexity: A_FEW,
    description:
      "Las claves públicas con que se firman y se firmaron los sellos, la más nueva primero. The public keys that heads are and were signed with, the newest first.",
  })
  ledgerKeys() {
    return readKeys(this.database);
  }

  @Query(() => [LedgerReceipt], {
    nullable: true,
    complexity: A_FEW,
    description:
      "Los acuses de lo que se decidió sobre una solicitud o una revisión, el más antiguo primero y hasta 200: para quien puede leerla. Cada uno se comprueba sin conexión, con una clave pública. The receipts of what was decided on an application or a revision, the oldest first and up to 200: for whoever may read it. Each can be checked offline, with a public key.",
  })
  ledgerReceipts(
    @Arg("objectId", () => ID, {
      description: "Identificador global de la solicitud o revisión. Global id of the application or revision.",
    })
    objectId: string,
    @Ctx() context: GraphContext,
  ) {
    return this.receipts.receipts(context, objectId);
  }
}
