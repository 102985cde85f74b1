import { z } from "zod";
import { ProgramDocument } from "../document/program-document.js";

/** JSON Schema of `seeds/programs/<slug>.yaml`, for editors and for who writes a program file. */
export function seedFileSchema(): object {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Perfil de un programa / Profile of a program",
    ...z.toJSONSchema(ProgramDocument, { io: "input", unrepresentable: "any", override: dropSchemaKey }),
  };
}

function dropSchemaKey({ jsonSchema }: { jsonSchema: { $schema?: string } }): void {
  delete jsonSchema.$schema;
}
