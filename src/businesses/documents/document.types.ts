import { Directive, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { CommandInput } from "../../graph/commands.js";
import { type Concept, published } from "../../graph/concept.js";
import { connectionOf, edgeOf } from "../../graph/connection.js";
import { Node } from "../../graph/node.js";
import { DateScalar, DateTimeScalar } from "../../graph/scalars.js";
import { MEDIA_TYPES } from "../../graph/transfer/media-types.js";
import { OfBusinessInput } from "../inputs.js";
import { DOCUMENT_KINDS, type DocumentKind } from "./document-kinds.js";

export const DocumentKinds = published("DocumentKind", DOCUMENT_KINDS, "Qué documento es.", "What document it is.");

@Directive('@key(fields: "id")')
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "Un documento de una empresa; se trae una vez y sirve para muchas solicitudes. A firm's document; brought once, used for many applications.",
})
export class Document extends Node {
  @Field(() => DocumentKinds.concept, { description: "Qué es. What it is." })
  kind!: Concept;

  @Field(() => String, { description: "Nombre del archivo. Name of the file." })
  fileName!: string;

  @Field(() => String, { description: "Tipo, p. ej. application/pdf. Media type." })
  mediaType!: string;

  @Field(() => Int, { description: "Tamaño en bytes. Size in bytes." })
  size!: number;

  @Field(() => String, {
    description: "SHA-256 de su contenido, en hexadecimal. SHA-256 of its bytes, in hexadecimal.",
  })
  sha256!: string;

  @Field(() => DateScalar, { nullable: true, description: "Primer día en que vale. First day it holds." })
  validFrom!: string | null;

  @Field(() => DateScalar, { nullable: true, description: "Último día en que vale. Last day it holds." })
  validUntil!: string | null;

  @Field(() => Boolean, { description: "Si ya venció. Whether it has expired." })
  expired!: boolean;

  @Field(() => DateTimeScalar, { description: "Cuándo se anunció. When it was announced." })
  createdAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "Cuándo llegó su contenido. When its bytes arrived." })
  storedAt!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Ruta para descargarlo, buena por 15 minutos; nula si no ha llegado. Path to download it from, good for 15 minutes; null if it has not arrived.",
  })
  downloadPath!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "Un documento en la lista. A document in the list." })
export class DocumentEdge extends edgeOf(() => Document) {}

@ObjectType({ simpleResolvers: true, description: "Una página de documentos. A page of documents." })
export class DocumentConnection extends connectionOf(() => Document, DocumentEdge) {}

@InputType({ description: "Un documento que se va a traer. A document that is to be brought." })
export class PrepareDocumentInput extends OfBusinessInput {
  @Field(() => DocumentKinds.values, { description: "Qué es. What it is." })
  kind!: DocumentKind;

  @Field(() => String, { description: "Nombre del archivo: 1 a 120 caracteres. Name of the file." })
  fileName!: string;

  @Field(() => String, {
    description: `Tipo: ${Object.keys(MEDIA_TYPES).join(", ")}. Media type, one of these.`,
  })
  mediaType!: string;

  @Field(() => Int, { description: "Tamaño en bytes: hasta 10 MiB. Size in bytes: up to 10 MiB." })
  size!: number;

  @Field(() => String, { description: "SHA-256 del contenido, 64 cifras hexadecimales. SHA-256 of the bytes." })
  sha256!: string;

  @Field(() => DateScalar, { nullable: true, description: "Primer día en que vale. First day it holds." })
  validFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: "Último día en que vale. Last day it holds." })
  validUntil?: string | null;
}

@InputType({ description: "Un documento que se quita. A document that is removed." })
export class RemoveDocumentInput extends CommandInput {
  @Field(() => ID, { description: "El documento. The document." })
  documentId!: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Un documento anunciado, y a dónde traer su contenido. A document that was announced, and where to bring its bytes.",
})
export class DocumentPrepared {
  @Field(() => Document, { description: "El documento. The document." })
  document!: Document;

  @Field(() => String, {
    description:
      "Ruta para un PUT con el contenido, buena por 15 minutos. Path for a PUT of the bytes, good for 15 minutes.",
  })
  uploadPath!: string;
}
