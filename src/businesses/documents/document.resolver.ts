import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { pagedCost } from "../../graph/complexity.js";
import { PageArgs, shownAs } from "../../graph/connection.js";
import type { GraphContext } from "../../graph/context.js";
import type { BusinessView } from "../business.service.js";
import type { Lists } from "../lists.js";
import { Business } from "../view/business.types.js";
import type { DocumentService } from "./document.service.js";
import { DocumentConnection, DocumentPrepared, PrepareDocumentInput, RemoveDocumentInput } from "./document.types.js";

@Resolver(() => Business)
export class DocumentResolver {
  constructor(
    private readonly service: DocumentService,
    private readonly lists: Lists,
  ) {}

  @FieldResolver(() => DocumentConnection, {
    complexity: pagedCost,
    description: "Los documentos que trajo. The documents it brought.",
  })
  async documents(@Root() { key }: BusinessView, @Args(() => PageArgs) page: PageArgs, @Ctx() context: GraphContext) {
    return shownAs(await this.lists.documents(context, key, page), (row) => this.service.present(row, context));
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
