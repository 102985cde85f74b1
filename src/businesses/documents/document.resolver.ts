import DataLoader from "dataloader";
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { type GraphContext, perRequest } from "../../graph/context.js";
import type { BusinessView } from "../business.service.js";
import { Business } from "../view/business.types.js";
import type { DocumentService } from "./document.service.js";
import { Document, DocumentPrepared, PrepareDocumentInput, RemoveDocumentInput } from "./document.types.js";

@Resolver(() => Business)
export class DocumentResolver {
  readonly #ofBusiness = perRequest(
    (context) => new DataLoader((keys: readonly string[]) => this.service.ofBusinesses(context, keys)),
  );

  constructor(private readonly service: DocumentService) {}

  @FieldResolver(() => [Document], {
    complexity: ({ childComplexity }) => 10 + 5 * childComplexity,
    description: "Los documentos que trajo. The documents it brought.",
  })
  async documents(@Root() { key }: BusinessView, @Ctx() context: GraphContext) {
    return this.#ofBusiness(context).load(key);
  }

  @Mutation(() => DocumentPrepared, {
    description:
      "Anuncia un documento y da a dónde traer su contenido; lo que llegue debe ser lo anunciado. Announces a document and says where to bring its bytes; what arrives must be what was announced.",
  })
  async prepareDocument(
    @Arg("input", () => PrepareDocumentInput, { description: "Lo que se pide. What is asked for." })
    input: PrepareDocumentInput,
    @Ctx() context: GraphContext,
  ) {
    const { documentId } = (await this.service.prepare(context, input)) as { documentId: string };
    const [document] = await this.service.byKeys(context, [documentId]);
    return { document, uploadPath: await this.service.uploadPath(context, documentId) };
  }

  @Mutation(() => Boolean, {
    description:
      "Quita un documento; las solicitudes a las que se agregó conservan constancia de él, no su contenido. Removes a document; applications it was attached to keep a record of it, not its bytes.",
  })
  async removeDocument(
    @Arg("input", () => RemoveDocumentInput, { description: "Lo que se pide. What is asked for." })
    input: RemoveDocumentInput,
    @Ctx() context: GraphContext,
  ) {
    await this.service.remove(context, input);
    return true;
  }
}
