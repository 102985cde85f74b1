import { Arg, Ctx, Field, ID, ObjectType, Query, Resolver } from "type-graphql";
import type { GraphContext } from "../graph/context.js";
import type { ExportService } from "./export.service.js";

@ObjectType({
  simpleResolvers: true,
  description:
    "Lo que se guarda de una empresa, o una parte si es mucho. What is kept of a firm, or a part of it if it is much.",
})
export class BusinessExport {
  @Field(() => String, { description: "Tipo del texto: application/json. Type of the text: application/json." })
  mediaType!: string;

  @Field(() => String, {
    description:
      "El documento, de 1 MB más o menos: en la primera parte identidad, datos, mandatos, consentimientos y documentos; en todas, solicitudes con todo lo que pasó. The document, of about 1 MB: identity, facts, mandates, consents and documents in the first part; applications with all that happened in every part.",
  })
  text!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "Con qué pedir la parte que sigue; nulo en la última. What to ask for the next part with; null in the last.",
  })
  next!: string | null;
}

@Resolver()
export class ExportResolver {
  constructor(private readonly exports: ExportService) {}

  @Query(() => BusinessExport, {
    nullable: true,
    complexity: 500,
    description:
      "Todo lo que se guarda de una empresa, para quien la registró (derecho de acceso); nulo si no existe o no es suya. Everything that is kept of a firm, for whoever registered it (right of access); null if there is none or it is not yours.",
  })
  exportBusiness(
    @Arg("id", () => ID, { description: "Identificador global de la empresa. Global id of the firm." }) id: string,
    @Arg("after", () => String, {
      nullable: true,
      description: "El `next` de la parte anterior. The `next` of the part before.",
    })
    after: string | null | undefined,
    @Ctx() context: GraphContext,
  ) {
    return this.exports.page(context, id, after ?? null);
  }
}
